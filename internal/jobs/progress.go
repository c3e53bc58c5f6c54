package jobs

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Part is how a part of a round is.
type Part struct {
	Number int   `json:"part"`
	State  State `json:"state"`
	Code   *int  `json:"exit_code"` // of the program; null unless it has ended
}

// RoundProgress is how the parts of a round are, in ascending order.
type RoundProgress struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Parts []Part `json:"parts"`
}

// Count returns how many parts are in a state.
func (r RoundProgress) Count(s State) (count int) {
	for _, p := range r.Parts {
		if p.State == s {
			count++
		}
	}
	return count
}

// Progress returns how all rounds are, by the exit codes in the folder of results and what Slurm says of its tasks. submitted may be
// nil, and known empty: then all that has not ended waits. The folder may have been moved since the plan was written.
func (p *Plan) Progress(results string, submitted *Submitted, known map[Task]State) []RoundProgress {
	all := make([]RoundProgress, len(p.Rounds))
	for k, round := range p.Rounds {
		all[k] = RoundProgress{Name: round.Name, Label: p.Label(k), Parts: make([]Part, round.Parts)}
		for n := range all[k].Parts {
			all[k].Parts[n].Number = n + 1
		}
	}
	if submitted != nil {
		for _, j := range submitted.Jobs {
			j.take(all, known)
		}
	}
	for k := range all {
		all[k].takeEnded(filepath.Join(results, FolderName, endedName))
	}
	return all
}

// take sets the states that Slurm has told of a job.
func (j SubmittedJob) take(all []RoundProgress, known map[Task]State) {
	if j.Round >= len(all) {
		return
	}
	parts, job := all[j.Round].Parts, 0
	job, _ = strconv.Atoi(j.Job)
	for n := range j.Parts {
		task := Task{job, n + 1}
		if j.Round == len(all)-1 {
			task.Index = 0
		}
		if s, ok := known[task]; ok && j.First-1+n < len(parts) {
			parts[j.First-1+n].State = s
		}
	}
}

// takeEnded takes the exit codes in the folder. A script removes that of its part when it begins, and submit.sh those of failures.
func (r *RoundProgress) takeEnded(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		number, ok := strings.CutPrefix(e.Name(), r.Label+"-")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 1 || n > len(r.Parts) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		code, codeErr := strconv.Atoi(strings.TrimSpace(string(text)))
		if err != nil || codeErr != nil {
			continue // it is just being written
		}
		part := &r.Parts[n-1]
		part.Code = &code
		switch {
		case code == 0:
			part.State = Done
		case part.State == Waiting:
			part.State = Failed
		}
	}
}
