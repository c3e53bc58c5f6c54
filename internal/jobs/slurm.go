package jobs

import (
	"fmt"
	"time"
)

// SlurmOptions say how a plan is written for Slurm.
type SlurmOptions struct {
	MaxArraySize int      // numbers in an array are below it; 2 or more, or else Write panics
	Arguments    []string // of every sbatch
}

// DefaultMaxArraySize is Slurm's own.
const DefaultMaxArraySize = 1001

// WriteSlurm writes a script for each array of at most MaxArraySize−1 parts, one for the last job, and submit.sh, which submits them.
func (p *Plan) WriteSlurm(o SlurmOptions) error {
	if o.MaxArraySize < 2 {
		panic(fmt.Sprintf("jobs: arrays of fewer than %d tasks", o.MaxArraySize))
	}
	var files []file
	jobs := p.slurmJobs(o.MaxArraySize - 1)
	for _, j := range jobs {
		text, err := execute("slurm-round.sh.tmpl", j)
		if err != nil {
			return err
		}
		files = append(files, file{j.Script, text, 0o755})
	}
	text, err := execute("slurm-submit.sh.tmpl", struct {
		Arguments []string
		Jobs      []slurmJob
	}{o.Arguments, jobs})
	if err != nil {
		return err
	}
	return p.write(append(files, file{SubmitName, text, 0o755}))
}

// slurmJob is one array, or the last job, as the templates take it.
type slurmJob struct {
	*Plan
	Round    Round
	Index    int // of the round, from 0
	Label    string
	Gathers  bool
	Before   int // parts of the round in arrays before it
	Count    int // parts in it
	Script   string
	Variable string   // of submit.sh, with its number
	After    []string // variables of the jobs that it waits for
}

// First returns the number of its first part.
func (j slurmJob) First() int { return j.Before + 1 }

// Last returns the number of its last part.
func (j slurmJob) Last() int { return j.Before + j.Count }

// Megabytes returns its memory in units of 2²⁰ bytes, as Slurm takes it.
func (j slurmJob) Megabytes() int64 { return megabytes(j.Round.Memory) }

func megabytes(bytes int64) int64 { return (bytes + 1<<20 - 1) >> 20 }

// Limit returns the limit of its time, as Slurm takes it.
func (j slurmJob) Limit() string { return slurmTime(j.Round.Limit) }

// slurmJobs divides the rounds into arrays of at most so many parts.
func (p *Plan) slurmJobs(most int) (all []slurmJob) {
	var before []string
	for k, round := range p.Rounds {
		var these []string
		for first := 0; first < round.Parts; first += most {
			j := slurmJob{
				Plan: p, Round: round, Index: k, Label: p.Label(k), Gathers: p.Gathers(k), Before: first,
				Count: min(most, round.Parts-first), After: before,
			}
			j.Variable = fmt.Sprintf("job%d", len(all)+1)
			j.Script = j.Label + ".sh"
			if first > 0 {
				j.Script = fmt.Sprintf("%s-from-%d.sh", j.Label, first+1)
			}
			these, all = append(these, j.Variable), append(all, j)
		}
		before = these
	}
	return all
}

// slurmTime formats a time as days-hours:minutes:seconds, rounded up.
func slurmTime(d time.Duration) string {
	s := int64((d + time.Second - 1) / time.Second)
	return fmt.Sprintf("%d-%02d:%02d:%02d", s/86400, s/3600%24, s/60%60, s%60)
}
