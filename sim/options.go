package sim

import (
	"errors"
	"fmt"

	"noiseprune/integrator"
	"noiseprune/internal/resume"
)

// Options say how to run. They change nothing in the Result, but for the rounding of
// what goes through LAPACK. The zero Options run on all cores, compute with gonum, and neither
// report nor keep nor show anything.
type Options struct {
	Workers  int               // goroutines; 0 for one on each core; a negative number panics
	Kernel   integrator.Kernel // of the products
	LAPACK   LAPACK            // in use; the result names it
	Progress Progress          // nil for none
	Watcher  Watcher           // nil for none
	// Preflight is told what a run will do, once its spec is found to be sound, and refuses it
	// by an error; nil lets every run begin.
	Preflight func(RunPlan) error
	// Store keeps what is finished and half finished. A run that finds something in it goes on
	// from there; nil keeps nothing.
	Store Store
	// Part is the part of the tasks that this process does, with a Store that has what other processes have done. The zero Part is all
	// of them. With another one an entry point returns an *OthersError when its part is done and others are not.
	Part Part
}

// OthersError says that a process has done its part, and that tasks of other parts are not done yet.
type OthersError struct {
	Tasks   string // of the first kind that lacks some
	Missing int
	Count   int // of all parts
}

// Error says which tasks are missing.
func (e *OthersError) Error() string {
	return fmt.Sprintf("this part is done; %d of the %d tasks of %s are those of other parts", e.Missing, e.Count, e.Tasks)
}

// Part is a part of the tasks of a run, a sweep or a recording: those whose number leaves Index when it is divided by Count.
type Part struct{ Index, Count int }

// Progress is told how far a run has come. Its methods may be called from several
// goroutines at once.
type Progress interface {
	// Phase starts a phase of the given number of units of work: steps × replicas of a simulation,
	// and otherwise tasks. The number is an estimate where a run decides on the way.
	Phase(name string, units int64)
	// Advance adds units of finished work to the phase.
	Advance(units int64)
	// Skip adds units that an earlier run had finished, which say nothing of the speed.
	Skip(units int64)
}

// noProgress is the Progress of Options without one.
type noProgress struct{}

func (noProgress) Phase(string, int64) {}
func (noProgress) Advance(int64)       {}
func (noProgress) Skip(int64)          {}

// Store keeps the finished and the half-finished tasks of one run by name: blocks of replicas
// with the sums over their samples, decompositions, and what the run is. Every entry is a function
// of spec and networks, so that any subset of the entries is a sound state. Its methods may be
// called from several goroutines at once. The example is a Store in memory.
type Store interface {
	// Get returns what was put under the name last, and whether there is anything.
	Get(name string) ([]byte, bool)
	// Put keeps the data, which the run does not change afterwards.
	Put(name string, data []byte)
	// Delete removes all entries whose names begin with the prefix, since nothing asks for them
	// any more. A store that is opened again may still have them.
	Delete(prefix string)
	// Round returns how often all tasks under way have been asked to save where they stand; each
	// saves when it sees that the number has changed, and when the context ends. It is called
	// between any two steps, and should be cheap.
	Round() uint64
	// Flush asks that what was put become durable soon, before the next round.
	Flush()
}

// part returns the part as package resume has it.
func (p Part) part() resume.Part { return resume.Part(p) }

// asOthers returns an *OthersError for one of package resume, and any other error unchanged.
func asOthers(err error) error {
	if others := (*resume.OthersError)(nil); errors.As(err, &others) {
		return &OthersError{others.Tasks, others.Missing, others.Count}
	}
	return err
}
