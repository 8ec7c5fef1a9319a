#!/bin/sh
# The stages of `make check` (short) and `make test` (all), each with its seconds.
#
#	check.sh short   format, vet, staticcheck, generated code, floors, tests with -short
#	check.sh all     the editor, the same stages, then all tests beside one PostgreSQL
#
# The tests note what they ran on and what they left out (testkit.RanOn, testkit.Shared);
# the last lines tell it.
set -eu
: "${GO:=go}"
build=$PWD/.build
mkdir -p "$build"

stage() { # stage NAME COMMAND...: run it, and tell how long it took
	name=$1
	shift
	echo "== $name"
	from=$(date +%s)
	"$@" || { echo "== $name: failed after $(($(date +%s) - from)) s"; exit 1; }
	echo "== $name: $(($(date +%s) - from)) s"
}

files() { find . \( -name node_modules -o -name .build -o -name .git \) -prune -o -name "$1" -print; }

compiled() { $GO build ./... && $GO test -run '^$' ./... >/dev/null; }

formatted() {
	wrong=$(files '*.go' | xargs gofmt -l)
	[ -z "$wrong" ] || { echo "gofmt would change:"; echo "$wrong"; return 1; }
}

# Generated code is made again beside the tree and compared, so that a check changes nothing. For what `go generate`
# writes, a test beside its generator does so.
generated() {
	rm -rf "$build/generated"
	mkdir -p "$build/generated"
	files '*.templ' >"$build/templates"
	xargs -r cp --parents -t "$build/generated" <"$build/templates"
	$GO tool -modfile=tools.mod templ generate -log-level error -path "$build/generated" || return 1
	stale=
	while read -r template; do
		made=${template%.templ}_templ.go
		cmp -s "$made" "$build/generated/$made" || stale="$stale $made"
	done <"$build/templates"
	[ -z "$stale" ] || { echo "generated code is not up to date, run \`make generate\`:$stale"; return 1; }
}

static() {
	formatted && $GO vet ./... && $GO tool -modfile=tools.mod staticcheck ./... && generated
}

# packages are those that hold tests, one a line.
packages() { $GO list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' "$@" | sed '/^$/d'; }

# raced are the packages where things happen at once.
raced='change|store|job|public'

# inside runs all tests; TEST_POSTGRES names the server.
inside() {
	packages ./... >"$build/packages"
	grep -E "/internal/($raced)(/|\$)" "$build/packages" >"$build/raced" || :
	$GO list $(grep -rlE --include='*_test.go' '[.[:space:]]Browser\(t\)' . | xargs -n 1 dirname | sort -u) >"$build/browser"
	grep -vxFf "$build/raced" "$build/packages" | grep -xFf "$build/browser" >"$build/browsed" || :
	grep -vxFf "$build/raced" "$build/packages" | grep -vxFf "$build/browser" >"$build/rest" || :

	tests="$GO test -count=1 -timeout 10m"
	if [ -s "$build/raced" ]; then
		stage "databases, with -race" $tests -race $(cat "$build/raced")
	fi
	if [ -s "$build/browsed" ]; then
		stage browser $tests $(cat "$build/browsed")
	fi
	if [ -s "$build/rest" ]; then
		stage "rest, standards among them" $tests $(cat "$build/rest")
	fi
}

# An engine that no test ran on did not pass.
told() {
	echo "== ran on"
	[ -s "$TEST_RAN" ] && sort -u "$TEST_RAN" |
		awk -F '\t' '$1 != last { if (last) print ""; printf "%s:", $1; last = $1 } { printf " %s", $2 } END { print "" }'
	echo "== left out"
	if [ -s "$TEST_LEFTOUT" ]; then
		sort -u "$TEST_LEFTOUT" | awk -F '\t' '{ print $1 ": " $2 }'
	else
		echo "nothing"
	fi
	engines="PostgreSQL Chromium"
	[ ! -d internal/store ] || engines="SQLite $engines"
	for engine in $engines; do
		grep -q "^$engine" "$TEST_RAN" 2>/dev/null || { echo "no test ran on $engine"; return 1; }
	done
}

begin=$(date +%s)
case $1 in
short)
	stage "static checks" static
	stage floors $GO test ./internal/arch/...
	stage "tests on SQLite" $GO test -short ./...
	;;
all)
	stage editor sh internal/ui/richfield/bundle.sh
	stage build compiled
	stage "static checks" static
	$GO build -o "$build/withpostgres" ./internal/testkit/withpostgres
	TEST_RAN=$build/ran TEST_LEFTOUT=$build/left-out
	export TEST_RAN TEST_LEFTOUT
	rm -f "$TEST_RAN" "$TEST_LEFTOUT"
	"$build/withpostgres" -- sh "$0" inside
	echo "== all: $(($(date +%s) - begin)) s"
	told
	;;
inside)
	inside
	;;
esac
