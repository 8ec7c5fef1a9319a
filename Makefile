# What can be asked of make. `make help` prints the lines with two number signs.

.DEFAULT_GOAL := help
.PHONY: help demo run check test tools generate editor fuzz bench build

GO ?= go
FUZZTIME ?= 30s
# More arguments for demo, run and bench: make demo ARGS='--addr 127.0.0.1:9000'
ARGS ?=

# Go and npm keep their caches in the home directory; who has none gets one here.
ifeq ($(HOME),)
export HOME := $(CURDIR)/.build/home
endif

help: ## what can be asked of make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## build, and show the sample organisations from a throw-away folder
	@exec ./doelenboom demo $(ARGS)

run: build ## the same, kept in ./doelenboom-data
	@if [ -n "$$(ls -A doelenboom-data 2>/dev/null)" ]; then exec ./doelenboom serve --data doelenboom-data $(ARGS); \
	else exec ./doelenboom demo --data doelenboom-data $(ARGS); fi

check: ## quick, before a commit: format, vet, staticcheck, generated code, floors, tests on SQLite
	@GO='$(GO)' sh internal/testkit/check.sh short

test: tools ## everything: check, both databases, browser, standards
	@GO='$(GO)' sh internal/testkit/check.sh all

tools: ## see that what the tests need is there; as root, install what is missing (NO_INSTALL=1: do not)
	@NO_INSTALL='$(NO_INSTALL)' sh internal/testkit/tools.sh

generate: editor ## make generated code again, and the editor when its packages are there (make tools)
	$(GO) tool -modfile=tools.mod templ generate
	$(GO) generate ./...

# The editor of long texts is built in when its packages are there; without them the field is the plain one.
bundle := internal/ui/dist/richfield.js

editor:
	@if [ -d node_modules/prosemirror-view ]; then $(MAKE) -s --no-print-directory $(bundle); fi

$(bundle): $(wildcard internal/ui/richfield/editor/*.js) internal/ui/richfield/bundle.sh package-lock.json tools.mod
	@GO='$(GO)' sh internal/ui/richfield/bundle.sh

fuzz: ## each fuzz target for FUZZTIME (30s)
	@grep -rlE --include='*_test.go' '^func Fuzz' cmd internal | sort | while read -r file; do \
		sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' "$$file" | while read -r target; do \
			echo "== $$target in $$(dirname "$$file"), $(FUZZTIME)"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime '$(FUZZTIME)' "./$$(dirname "$$file")" </dev/null || exit 1; \
		done || exit 1; \
	done

bench: ## our speed and size as a table
	$(GO) run ./cmd/bench $(ARGS)

build:
	@$(MAKE) -s --no-print-directory editor || echo "the editor could not be made; the program gets the plain field"
	@CGO_ENABLED=0 $(GO) build -buildvcs=auto -trimpath -ldflags='-s -w' -o doelenboom ./cmd/doelenboom
