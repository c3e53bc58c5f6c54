// Package jobs writes what engines of clusters need to do the work of a folder: scripts for Slurm, manifests for Kubernetes, and
// the script that submits them. It asks Slurm how the jobs are, too. It distributes nothing, and knows nothing of simulations:
// the engine starts a program in the same folder for each part, and the program does its share.
//
// A [Plan] is a list of rounds, each after the one before it, of which the last has one part. [Plan.Write] writes the files into
// the subfolder [FolderName]. [Read] and [Slurm.States] say how far a folder is.
package jobs

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"noiseprune/internal/enum"
)

// Engine is what distributes jobs.
type Engine uint8

// The engines.
const (
	SlurmEngine Engine = iota
	KubernetesEngine
)

func engines() enum.Names[Engine] { return enum.Of[Engine]("engine", "slurm", "kubernetes") }

// String returns the engine's name on command lines.
func (e Engine) String() string { return engines().Name(e) }

// MarshalText writes the name.
func (e Engine) MarshalText() ([]byte, error) { return engines().Marshal(e) }

// UnmarshalText sets the engine to that of the name; it returns an *enum.UnknownError for another text.
func (e *Engine) UnmarshalText(text []byte) error { return engines().Unmarshal(e, text) }

// Plan is what is to be submitted.
type Plan struct {
	Engine  Engine   `json:"engine"`
	Command string   `json:"command"` // whose work it is, for people
	Program string   `json:"program"` // its path, the same on all machines
	Folder  string   `json:"folder"`  // of the results, an absolute path, the same on all machines
	Flags   []string `json:"flags"`   // of every job beside its part and its cores
	Rounds  []Round  `json:"rounds"`  // the last gathers
}

// Round is work that can be done side by side.
type Round struct {
	Name   string        `json:"name"`  // for people
	Parts  int           `json:"parts"` // 1 or more; 1 of the last round, which does what is left
	Cores  int           `json:"cores"` // of each part
	Memory int64         `json:"bytes"` // of each part
	Limit  time.Duration `json:"limit"` // of the time of each part, in nanoseconds
}

// Gathers reports whether a round is the last.
func (p *Plan) Gathers(round int) bool { return round == len(p.Rounds)-1 }

// Label names the files and the jobs of a round: round-1, round-2, finish.
func (p *Plan) Label(round int) string {
	if p.Gathers(round) {
		return "finish"
	}
	return fmt.Sprintf("round-%d", round+1)
}

// The names in the folder of results.
const (
	FolderName    = "jobs"           // the folder of scripts and logs
	SubmitName    = "submit.sh"      // submits all jobs
	planName      = "plan.json"      // the Plan
	submittedName = "submitted.json" // the jobs that submit.sh has submitted
	endedName     = "ended"          // a folder with the exit code of every part that has ended
)

// Read returns the plan of a folder of results. The error is that of a missing file (fs.ErrNotExist) where nothing was planned.
func Read(results string) (*Plan, error) {
	path := filepath.Join(results, FolderName, planName)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p, err := parsePlan(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; submit again with --force", path, err)
	}
	return p, nil
}

// How large a plan may be: parts of a round, and rounds.
const (
	MostParts  = 100_000
	mostRounds = 10
)

// parsePlan reads the text of a Plan.
func parsePlan(text []byte) (*Plan, error) {
	var p Plan
	if err := json.Unmarshal(text, &p); err != nil {
		return nil, err
	}
	if len(p.Rounds) == 0 || len(p.Rounds) > mostRounds {
		return nil, fmt.Errorf("it has %d rounds", len(p.Rounds))
	}
	for _, r := range p.Rounds {
		if r.Parts < 1 || r.Parts > MostParts {
			return nil, fmt.Errorf("round %s has %d parts", r.Name, r.Parts)
		}
	}
	return &p, nil
}

// Exists reports whether something was planned for a folder of results.
func Exists(results string) bool {
	_, err := os.Stat(filepath.Join(results, FolderName, planName))
	return !errors.Is(err, fs.ErrNotExist)
}
