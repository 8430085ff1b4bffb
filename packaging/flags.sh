# shellcheck shell=sh
# What packaging/build and packaging/wheels tell the compilers, once they have set `target` and
# `target_dir`: no path of this machine.

# Messages and debugging information name sources; those of C name theirs.
registry=${CARGO_HOME:-$HOME/.cargo}/registry/src
RUSTFLAGS="--remap-path-prefix=$registry=/registry --remap-path-prefix=$target_dir=/target --remap-path-prefix=$PWD=/lismoi"
prefixes="-ffile-prefix-map=$registry=/registry -ffile-prefix-map=$target_dir=/target -ffile-prefix-map=$PWD=/lismoi"
# SVOX Pico counts on integers that wrap around; compiled by clang without that, it crashes.
CFLAGS="${CFLAGS:-} -fwrapv $prefixes"
CXXFLAGS="${CXXFLAGS:-} $prefixes"

export RUSTFLAGS CFLAGS CXXFLAGS LISMOI_TARGET="$target"
export CMAKE_TOOLCHAIN_FILE="$PWD/packaging/toolchain.cmake"
