#!/bin/sh
# Bundles the editor into internal/ui/dist/richfield.js, with the licences of what is in it at its foot.
# Runs in the folder of go.mod; needs the packages of npm (`make tools`).
set -eu
: "${GO:=go}"
out=internal/ui/dist/richfield.js
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

$GO tool -modfile=tools.mod esbuild internal/ui/richfield/editor/index.js --bundle --minify --format=esm \
	--target=es2022 --legal-comments=none --log-level=warning --metafile="$work/meta.json" --outfile="$work/richfield.js"

{
	cat "$work/richfield.js"
	echo "/* Hierin staan, met dank / this contains:"
	grep -o '"node_modules/[^"/]*/' "$work/meta.json" | cut -d/ -f2 | sort -u | while read -r package; do
		echo
		echo "== $package $(sed -n 's/^  "version": "\(.*\)",\{0,1\}$/\1/p' "node_modules/$package/package.json")"
		echo
		cat "node_modules/$package/LICENSE"
	done
	echo "*/"
} >"$work/whole.js"
grep -q '^== prosemirror-view [0-9]' "$work/whole.js" || { echo "bundle: no licences were found"; exit 1; }
mv "$work/whole.js" "$out"
