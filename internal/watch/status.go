// Package watch shows a run under way on a page that follows it, served to this machine alone.
//
// A [Recorder] has what is known of a run in this process, as a [Status]. A [Keeper] writes it into the folder of the run's
// checkpoint once a second and looks there for a request to stop. A [Source] is a Recorder, or the [Folder] of a run in another
// process. A [Server] shows a Source: the page, what the page fetches every second, and the request to stop.
package watch

import (
	"slices"
	"time"

	"noiseprune/internal/enum"
	"noiseprune/internal/page"
)

// Status is what is known of a run. Its slices do not change: a later Status has others, or the same with more at the end.
type Status struct {
	Run      string    `json:"run"` // random, of one process; a request to stop names it
	Began    time.Time `json:"began"`
	Seen     time.Time `json:"seen"` // when the run last said so
	Command  string    `json:"command"`
	Network  string    `json:"network"` // as on the command line; the current one of several
	State    State     `json:"state"`
	Message  string    `json:"message"` // why it ended, and how it goes on
	Progress Progress  `json:"progress"`
	Samples  Samples   `json:"samples"`
	Activity Activity  `json:"activity"`
	Sweep    Sweep     `json:"sweep"`
}

// State is whether a run goes on.
type State uint8

// The states.
const (
	Absent      State = iota // no run is known
	Running                  // goes on
	Silent                   // has said nothing for some time: it was killed, or its machine sleeps
	Interrupted              // has written a checkpoint, from which it can go on
	Failed                   // ended by an error
	Finished                 // has written its results
)

func states() enum.Names[State] {
	return enum.Of[State]("state", "absent", "running", "silent", "interrupted", "failed", "finished")
}

// String returns the state's name in a status.
func (s State) String() string { return states().Name(s) }

// MarshalText writes the name.
func (s State) MarshalText() ([]byte, error) { return states().Marshal(s) }

// UnmarshalText sets the state to that of the name.
func (s *State) UnmarshalText(text []byte) error { return states().Unmarshal(s, text) }

// Progress is how far a phase is.
type Progress struct {
	Before      []string `json:"before"` // names of the phases that are done, each once
	Phase       string   `json:"phase"`  // empty before the first
	Done        int64    `json:"done"`   // units of work: steps × replicas, or tasks
	Units       int64    `json:"units"`  // that there are in this phase
	PerSecond   *float64 `json:"per_second"`
	SecondsLeft *float64 `json:"seconds_left"` // of the phase; null while no speed is known, as PerSecond
}

// Samples is how the error of the covariance falls: the median over the edges of the relative standard error of their diff-cov.
type Samples struct {
	Counts   []int64   `json:"counts"` // replicas × times
	Errors   []float64 `json:"errors"` // at each count
	Planned  int64     `json:"planned"`
	Expected float64   `json:"expected"` // error after Planned; it falls as 1/√samples
	Parts    []Part    `json:"parts"`    // that the last error is of, from which a run that is resumed goes on
}

// Part is a number of samples, independent of those of other parts, and the error that they give.
type Part struct {
	Merged  bool    `json:"merged"`  // the samples of all blocks that are merged, rather than of one block under way
	Before  int64   `json:"before"`  // samples of the blocks before it
	Samples int64   `json:"samples"` // positive
	Error   float64 `json:"error"`   // positive
}

// nearest is the least ratio between counts that stay apart, as a logarithmic axis shows them.
const nearest = 1.02

// Add adds the error at a number of samples, in the place of those at as many or more, which belong to what is sampled again. Of
// counts that are close to each other the last stays.
func (s *Samples) Add(samples int64, value float64) {
	all := len(s.Counts)
	keep := all
	for keep > 0 && s.Counts[keep-1] >= samples {
		keep--
	}
	if keep > 1 && float64(samples) < nearest*float64(s.Counts[keep-2]) {
		keep--
	}
	if keep < all {
		s.Counts, s.Errors = slices.Clone(s.Counts[:keep]), slices.Clone(s.Errors[:keep])
	}
	s.Counts, s.Errors = append(s.Counts, samples), append(s.Errors, value)
}

// Activity is that of a few neurons over time, in the original network and in the pruned ones; or in the networks of a recording, of
// which the first stands in the place of the original one.
type Activity struct {
	Recorded string          `json:"recorded"` // name of the first network of a recording; empty of a run
	Start    float64         `json:"start"`    // time of the first observation
	Interval float64         `json:"interval"` // between two observations
	Neurons  []string        `json:"neurons"`
	Rules    []Rule          `json:"rules"`    // or names of the other networks
	Original []page.Values   `json:"original"` // by neuron, over time
	Pruned   [][]page.Values `json:"pruned"`   // by rule, by neuron, over time, up to where it diverged
}

// Rule is a pruning rule: its name in specs, and its title for people.
type Rule struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

// Sweep is which cells of a sweep are done.
type Sweep struct {
	Keeps    []float64      `json:"keeps"`   // in ascending order
	Measure  string         `json:"measure"` // that the errors are of, for people
	Networks []SweptNetwork `json:"networks"`
}

// SweptNetwork is a row of a sweep.
type SweptNetwork struct {
	Name   string `json:"name"`
	Failed string `json:"failed"` // why nothing more is computed
	Cells  []Cell `json:"cells"`  // that are done
}

// Cell is one budget of one network.
type Cell struct {
	Keep   float64   `json:"keep"`
	Rules  []Rule    `json:"rules"`
	Errors []float64 `json:"errors"` // by rule, the mean over the prunings; negative where it is not known
}
