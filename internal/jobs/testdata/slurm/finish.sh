#!/bin/bash
# The last job: gathers what the parts have done, does what is left, and writes the results.
# Written by simulate submit; submit.sh submits it.
#SBATCH --job-name=finish
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --mem=1024M
#SBATCH --time=0-01:00:00
#SBATCH --output=%x-%j.log
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --signal=B:USR1@60
part=1
job=$SLURM_JOB_ID
ended=ended/finish-$part # the exit code, for simulate status
rm -f "$ended"

# A minute before the limit of the time Slurm sends USR1 to this script: the program saves what is half done, and the job is queued
# again. TERM, at the end of a job that is cancelled or gives way to another, reaches the program without our help.
worker='' limit='' signal=''
trap 'signal=yes limit=yes; [ -z "$worker" ] || kill -TERM "$worker"' USR1
trap 'signal=yes' TERM
/opt/simulate resume 'FOLDER/A: `sweep`, $it'\''s "1"' \
	--workers 1 --kernel sparse &
worker=$!
[ -z "$limit" ] || kill -TERM "$worker"
while :; do # a signal ends wait before the program has ended
	signal=''
	wait "$worker"
	code=$?
	[ -n "$signal" ] || break
done
echo "$code" >"$ended"

# A program that was killed, not by its own error, is tried again too, up to three times.
again=''
if [ "$code" != 0 ] && [ -n "$limit" ]; then again=yes; fi
if [ "$code" -gt 128 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then again=yes; fi
if [ -n "$again" ] && scontrol requeue "$job"; then rm -f "$ended"; fi
exit "$code"
