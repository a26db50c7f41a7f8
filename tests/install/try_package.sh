#!/bin/sh
# Installs the built tree into a folder of its own, then builds and runs an outside project with it.
# Usage: try_package.sh BUILD_DIR WORK_DIR CXX_COMPILER
set -eu
build_dir=$1 work_dir=$2 compiler=$3
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work_dir"
mkdir -p "$work_dir"
cmake --install "$build_dir" --prefix "$work_dir/prefix" >"$work_dir/install.log"
cmake -S "$here" -B "$work_dir/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug \
  -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$work_dir/prefix" >"$work_dir/configure.log"
cmake --build "$work_dir/build" >"$work_dir/build.log" || { tail -n 40 "$work_dir/build.log"; exit 1; }
"$work_dir/build/my_tests"
"$work_dir/prefix/bin/wavespeed-mock" --version
for file in bash-completion/completions/wavespeed-mock zsh/site-functions/_wavespeed-mock \
  fish/vendor_completions.d/wavespeed-mock.fish man/man1/wavespeed-mock.1 wavespeed-mock/schemas/config.schema.json \
  wavespeed-mock/schemas/fixtures.schema.json wavespeed-mock/schemas/scenario.schema.json; do
  [ -s "$work_dir/prefix/share/$file" ] || { echo "share/$file is not installed" >&2; exit 1; }
done
