#!/bin/bash
# covariance: parts 2001 to 2500 of 2500, a task of the array each. A part that is done already ends at once.
# Written by simulate submit; submit.sh submits it.
#SBATCH --job-name=round-1
#SBATCH --array=1-500
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=2
#SBATCH --mem=1025M
#SBATCH --time=1-02:05:00
#SBATCH --output=%x-%A_%a.log
#SBATCH --open-mode=append
#SBATCH --requeue
#SBATCH --signal=B:USR1@60
part=$((SLURM_ARRAY_TASK_ID + 2000))
job=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
ended=ended/round-1-$part # the exit code, for simulate status
rm -f "$ended"

# A minute before the limit of the time Slurm sends USR1 to this script: the program saves what is half done, and the job is queued
# again. TERM, at the end of a job that is cancelled or gives way to another, reaches the program without our help.
worker='' limit='' signal=''
trap 'signal=yes limit=yes; [ -z "$worker" ] || kill -TERM "$worker"' USR1
trap 'signal=yes' TERM
/opt/simulate work 'FOLDER/A: `sweep`, $it'\''s "1"' --part "$part/2500" \
	--workers 2 --kernel sparse &
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
