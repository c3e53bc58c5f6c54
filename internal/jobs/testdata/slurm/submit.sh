#!/bin/sh
# Submits the jobs of this folder to Slurm: each round waits until all parts of the one before have succeeded. Run again, it cancels
# what it has submitted before, and submits what is left: parts that are done end at once.
# Written by simulate submit.
set -eu
cd "$(dirname "$0")"
if [ -e submitted.json ]; then
	grep -Lx 0 ended/* 2>/dev/null | xargs rm -f # failures of before
	sed -n 's/.*"job": "\([0-9]*\)".*/\1/p' submitted.json | xargs scancel 2>/dev/null || true
fi
jobs='' submitted=''
trap '[ -n "$submitted" ] || [ -z "$jobs" ] || scancel $jobs' EXIT # all or nothing
submit() { # prints the number of the job, without the name of a cluster
	id=$(sbatch --parsable --partition=long '--comment=$x;y' "$@")
	echo "${id%%;*}"
}

job1=$(submit round-1.sh)
jobs="$jobs $job1"
job2=$(submit round-1-from-1001.sh)
jobs="$jobs $job2"
job3=$(submit round-1-from-2001.sh)
jobs="$jobs $job3"
job4=$(submit --dependency=afterok:"$job1":"$job2":"$job3" round-2.sh)
jobs="$jobs $job4"
job5=$(submit --dependency=afterok:"$job4" finish.sh)
jobs="$jobs $job5"

cat >submitted.json.new <<END
{"jobs": [
  {"job": "$job1", "round": 0, "first": 1, "parts": 1000},
  {"job": "$job2", "round": 0, "first": 1001, "parts": 1000},
  {"job": "$job3", "round": 0, "first": 2001, "parts": 500},
  {"job": "$job4", "round": 1, "first": 1, "parts": 3},
  {"job": "$job5", "round": 2, "first": 1, "parts": 1}
]}
END
mv submitted.json.new submitted.json
submitted=yes
echo "submitted as $job1 $job2 $job3 $job4 $job5"
