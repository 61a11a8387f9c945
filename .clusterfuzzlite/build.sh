#!/bin/bash -eu
# Builds each harness of tests/fuzz into one program, with inputs to begin with.
# OUT is set by the image, and compile_python_fuzzer (PyInstaller) is in it.

python3 -m pip install ".[dev]"

for fuzzer in tests/fuzz/fuzz_*.py; do
    name=$(basename "$fuzzer" .py)
    compile_python_fuzzer "$fuzzer" \
        --paths tests --paths tests/fuzz --paths tests/readers \
        --collect-all cnpolicy --collect-data lark --collect-all opencc \
        --add-data tests/data:data \
        --add-data tests/corpus:corpus \
        --add-data tests/regressions.txt:.
    python3 "$fuzzer" --first "first_$name"
    (cd "first_$name" && zip -q -r "$OUT/${name}_seed_corpus.zip" .)
done
