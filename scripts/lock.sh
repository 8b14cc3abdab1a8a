#!/usr/bin/env bash
# Write constraints.txt: the version of every package that `pip install ".[dev,notebook,benchmark,samples]"` brings today.
#
#   scripts/lock.sh          run it with the oldest Python that is supported, then run .ci/run before committing
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --upgrade pip setuptools
"$work/venv/bin/python" -m pip install -q -e ".[dev,notebook,benchmark,samples]"
{
  echo "# Every package at the version that CI tests. Made by scripts/lock.sh with $("$work/venv/bin/python" --version)."
  "$work/venv/bin/python" -m pip freeze --all --exclude pip --exclude-editable
} >"$work/constraints.txt"
mv "$work/constraints.txt" constraints.txt
