#!/bin/sh
# one.sh FILE [OPTION...]: makes the articles of a file, and succeeds when each line has an answer.
# The batch has the name of the file; STORE and ANSWERS are folders, or STORE a bucket.
set -eu
file=$1
shift
batch=$(basename "$file" .jsonl.gz)
answers=${ANSWERS:-answers}
lismoi-batch run --store "${STORE:-archive}" --batch "$batch" "$@" "$file" > "$answers/$batch.part" &
maker=$!
# A shell passes no signal on by itself. The program finishes what it has in hand.
trap 'kill -TERM "$maker"' INT TERM
status=0
wait "$maker" || status=$?
# A signal ends the first wait, and the program the second.
if [ "$status" -gt 128 ]; then
    status=0
    wait "$maker" || status=$?
fi
[ "$status" -eq 0 ] || exit "$status"
test "$(zcat "$file" | grep -c .)" -eq "$(grep -c . "$answers/$batch.part")"
mv "$answers/$batch.part" "$answers/$batch.jsonl"
