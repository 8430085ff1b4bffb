#!/bin/sh
# shard.sh [OPTION...]: makes the file whose number the scheduler gives, from 0, in files.txt.
# A list and not a folder: a number must name the same file in every attempt.
set -eu
shard=${JOB_COMPLETION_INDEX:-${SLURM_ARRAY_TASK_ID:-$AWS_BATCH_JOB_ARRAY_INDEX}}
file=$(sed -n "$((shard + 1))p" "${FILES:-files.txt}")
exec sh "$(dirname "$0")/one.sh" "$file" "$@"
