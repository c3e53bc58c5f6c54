package jobs

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"noiseprune/internal/enum"
)

// State is how a part is.
type State uint8

// The states.
const (
	Waiting   State = iota // for its turn, for a round before it, or to be submitted
	Running                // on some machine
	Done                   // has succeeded
	Failed                 // has ended by an error, or with its machine
	Cancelled              // by a person, or by submit.sh
	Blocked                // waits for a round of which a part has failed
)

func states() enum.Names[State] {
	return enum.Of[State]("state", "waiting", "running", "done", "failed", "cancelled", "blocked")
}

// String returns the state's name.
func (s State) String() string { return states().Name(s) }

// MarshalText writes the name.
func (s State) MarshalText() ([]byte, error) { return states().Marshal(s) }

// UnmarshalText sets the state to that of the name; it returns an *enum.UnknownError for another text.
func (s *State) UnmarshalText(text []byte) error { return states().Unmarshal(s, text) }

// Task names a task of an array, by its job's number and its own, or a job without an array, whose Index is 0.
type Task struct{ Job, Index int }

// Submitted are the jobs that submit.sh has submitted.
type Submitted struct {
	Jobs []SubmittedJob `json:"jobs"`
}

// SubmittedJob is an array, or the last job.
type SubmittedJob struct {
	Job   string `json:"job"`   // its number
	Round int    `json:"round"` // from 0
	First int    `json:"first"` // part of the round
	Parts int    `json:"parts"`
}

// numbers returns the numbers of all jobs.
func (s *Submitted) numbers() (all []string) {
	for _, j := range s.Jobs {
		all = append(all, j.Job)
	}
	return all
}

// ReadSubmitted returns what was submitted. The error is that of a missing file (fs.ErrNotExist) where nothing was.
func ReadSubmitted(results string) (*Submitted, error) {
	path := filepath.Join(results, FolderName, submittedName)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s, err := parseSubmitted(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; run %s again", path, err, SubmitName)
	}
	return s, nil
}

// parseSubmitted reads the text of a Submitted.
func parseSubmitted(text []byte) (*Submitted, error) {
	var s Submitted
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, err
	}
	if len(s.Jobs) == 0 {
		return nil, errors.New("it has no jobs")
	}
	for _, j := range s.Jobs {
		if _, err := strconv.ParseUint(j.Job, 10, 31); err != nil || j.Round < 0 || j.First < 1 || j.Parts < 1 || j.Parts > MostParts {
			return nil, fmt.Errorf("job %q of round %d has the parts from %d on, %d in all", j.Job, j.Round, j.First, j.Parts)
		}
	}
	return &s, nil
}

// parseStates takes the states from lines of the form JOB or JOB_TASK, |, STATE, and perhaps | and the reason, as squeue and sacct
// print them. Lines of another form are passed over.
func parseStates(text string, found map[Task]State) {
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSpace(line), "|")
		if len(fields) < 2 {
			continue
		}
		task, ok := parseTask(fields[0])
		if !ok {
			continue
		}
		found[task] = slurmState(fields[1])
		if len(fields) > 2 && fields[2] == "DependencyNeverSatisfied" {
			found[task] = Blocked
		}
	}
}

// parseTask reads 12_3, or 12 and 12_N/A, which is no task of an array.
func parseTask(text string) (t Task, ok bool) {
	job, index, _ := strings.Cut(text, "_")
	var err, indexErr error
	t.Job, err = strconv.Atoi(job)
	if index != "" && index != "N/A" {
		t.Index, indexErr = strconv.Atoi(index)
	}
	return t, err == nil && indexErr == nil
}

// slurmState returns what a state of Slurm comes to. Those that it does not name are of jobs that wait, or will wait again.
func slurmState(text string) State {
	word, _, _ := strings.Cut(text, " ") // CANCELLED by 1000
	switch word {
	case "RUNNING", "COMPLETING", "STAGE_OUT", "SUSPENDED", "SIGNALING":
		return Running
	case "COMPLETED":
		return Done
	case "CANCELLED":
		return Cancelled
	case "FAILED", "TIMEOUT", "NODE_FAIL", "OUT_OF_MEMORY", "BOOT_FAIL", "DEADLINE", "LAUNCH_FAILED", "RECONFIG_FAIL", "REVOKED", "STOPPED":
		return Failed
	}
	return Waiting
}
