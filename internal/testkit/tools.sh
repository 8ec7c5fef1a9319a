#!/bin/sh
# Sees that what the tests need is on this machine. As root, or with sudo that asks no password,
# it installs what Debian has; otherwise it prints the one command and fails. It never passes
# with something missing. NO_INSTALL=1 keeps it from installing.
set -eu

packages=
need() { # need PACKAGE WHAT: this package of Debian is missing
	echo "tools: $2 is missing"
	packages="$packages $1"
}
have() { command -v "$1" >/dev/null 2>&1; }

ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || have initdb || need postgresql PostgreSQL
have chromium || have chromium-browser || have google-chrome || have google-chrome-stable ||
	need 'chromium chromium-sandbox fonts-liberation' Chromium
have qpdf || need qpdf qpdf
have pdftotext || need poppler-utils 'pdftotext (poppler)'
have xmllint || need libxml2-utils 'xmllint (libxml2)'
have npm || need npm npm

# Debian starts a server for every new PostgreSQL; the tests start their own, so none is wanted beside it.
config=/etc/postgresql-common/createcluster.conf
install='
	export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1
	if ! grep -qs "^create_main_cluster *= *false" '$config'; then
		mkdir -p '${config%/*}'
		echo "create_main_cluster = false" >>'$config'
	fi
	get() { apt-get -y -q -o DPkg::Lock::Timeout=600 "$@"; }
	apt-cache show "$@" >/dev/null 2>&1 || get update
	get install --no-install-recommends "$@" || { get update; get install --no-install-recommends "$@"; }'

if [ -n "$packages" ]; then
	as=
	[ "$(id -u)" = 0 ] || as='sudo -n'
	if [ -z "${NO_INSTALL:-}" ] && have apt-get && { [ -z "$as" ] || $as true 2>/dev/null; }; then
		echo "tools: installing with apt-get:$packages"
		$as sh -euc "$install" tools $packages
		NO_INSTALL=1 exec sh "$0" # and look again
	else
		echo "tools: install it with this command, or what it is called on your system, and try again:"
		echo "  sudo mkdir -p ${config%/*} && echo 'create_main_cluster = false' | sudo tee -a $config && sudo apt-get install$packages"
		exit 1
	fi
fi

# The packages the tests and the editor take from npm, as the lock file has them.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
	echo "tools: npm ci"
	npm ci --no-audit --no-fund --loglevel=error
	touch node_modules/.package-lock.json
fi
