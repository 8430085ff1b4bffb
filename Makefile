# What a newcomer needs on a fresh machine; everything else is plain cargo.

ARTICLE = seeds/000_725524dbbbc85542.txt

.PHONY: listen test prepare

# Installs what is missing, builds, and reads the seed article into output/.
listen: prepare
	cargo build --release --locked
	target/release/lismoi $(ARTICLE) --output output

# Everything that CI checks.
test: prepare
	cargo fmt --check
	cargo clippy --locked --all-targets -- --deny warnings
	cargo test --locked
	tests/browser/run
	RUSTDOCFLAGS="--deny warnings" cargo doc --locked --no-deps --document-private-items

prepare:
	@scripts/prepare
