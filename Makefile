# What a newcomer needs on a fresh machine; everything else is plain cargo.

ARTICLE = seeds/000_725524dbbbc85542.txt

# Where `scripts/prepare tests` puts it.
EPUBCHECK = $(CURDIR)/target/tools/python/epubcheck/epubcheck.jar

# One line for each check that was skipped.
SKIPPED = $(CURDIR)/target/skipped.txt
export LISMOI_SKIPPED = $(SKIPPED)

.PHONY: listen release deb test prepare prepare-tests

# Installs what is missing, builds, and reads the seed article into output/.
listen: release
	target/release/lismoi $(ARTICLE) --output output
	@echo "for a voice that is easier to understand, add --voice pico"

# The program and its man page, in two languages.
release: prepare
	cargo build --release --locked
	target/release/lismoi man --lang en > target/release/lismoi.1
	target/release/lismoi man --lang fr > target/release/lismoi.fr.1

# The Debian package of this machine, into dist/; installs what is missing to make it.
deb: prepare
	@command -v cargo-deb >/dev/null || cargo install --locked cargo-deb
	packaging/deb

# Everything that CI checks. A check whose tool is missing is skipped, and named at the end;
# with LISMOI_TOOLS=required, as in CI, it fails.
test: prepare-tests
	@rm -f $(SKIPPED)
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- --deny warnings
	[ ! -f "$(EPUBCHECK)" ] || export LISMOI_EPUBCHECK="$(EPUBCHECK)"; cargo test --locked --workspace
	tests/browser/run
	bindings/python/test
	RUSTDOCFLAGS="--deny warnings" cargo doc --locked --workspace --no-deps --document-private-items
	@scripts/skipped $(SKIPPED)

prepare:
	@scripts/prepare

prepare-tests:
	@scripts/prepare tests
