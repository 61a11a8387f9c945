#!/usr/bin/env bash
# What action.yml runs. In: FILES, RULES, IGNORE, LANGUAGE_OF_MESSAGES, and SARIF, the
# file to write. Out: that file, its name in GITHUB_OUTPUT, the findings in the log; the
# exit code of `cnpolicy check`. Inputs come by the environment and are never run.
set -euo pipefail
shopt -s globstar nullglob

files=()
while IFS= read -r pattern; do
    [ -n "$pattern" ] || continue
    # A pattern with blanks is one pattern: no words are split, only globs opened.
    mapfile -t found < <(IFS=; printf '%s\n' $pattern)
    for file in "${found[@]}"; do
        [ -n "$file" ] && files+=("$file")
    done
done <<<"$FILES"
if [ "${#files[@]}" -eq 0 ]; then
    echo "cnpolicy: no file is named: $FILES" >&2
    exit 2
fi

options=(--rules "$RULES")
while IFS= read -r code; do
    [ -n "$code" ] && options+=(--ignore "$code")
done <<<"$IGNORE"

result=0
cnpolicy check --sarif "${options[@]}" -- "${files[@]}" >"$SARIF" || result=$?
[ -s "$SARIF" ] && echo "sarif=$SARIF" >>"$GITHUB_OUTPUT"
cnpolicy check --lang "$LANGUAGE_OF_MESSAGES" "${options[@]}" -- "${files[@]}" || true
exit "$result"
