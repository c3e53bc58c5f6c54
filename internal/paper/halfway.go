package paper

import (
	"bytes"
	"encoding/gob"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"noiseprune/sim"
)

// halfway keeps the checkpoints of a run that is a part of a figure.
type halfway struct {
	findings Findings
	name     string
	interval time.Duration
	start    time.Time
	next     atomic.Int64 // when another is due, in nanoseconds since start
	keeping  sync.WaitGroup
}

// A checkpoint is due an interval after the last one was kept, or later where keeping takes
// long.
const (
	savingInterval = 40 * time.Second
	savingShare    = 10 // of the time between two, one part of so many is spent on keeping
)

// savedOptions returns the options of a run that goes on from what is kept under the name,
// keeps its checkpoints there, and, after its end, what forgets them.
func (j *job) savedOptions(name string, interval time.Duration) (opt sim.Options, forget func()) {
	opt = j.simOptions()
	if j.opt.Findings == nil {
		return opt, func() {}
	}
	if saved, ok := recall[sim.Checkpoint](j, name); ok {
		opt.Resume = &saved
	}
	h := &halfway{findings: j.opt.Findings, name: name, interval: interval, start: time.Now()}
	h.next.Store(int64(interval))
	opt.Saver = h
	return opt, func() {
		h.keeping.Wait()
		h.findings.Keep(name, nil)
	}
}

// Due reports whether it is time for a checkpoint.
func (h *halfway) Due() bool { return int64(time.Since(h.start)) >= h.next.Load() }

// Save lets a checkpoint be kept while the run goes on.
func (h *halfway) Save(c sim.Checkpoint) {
	h.next.Store(math.MaxInt64) // nobody asks for another meanwhile
	h.keeping.Go(func() { h.keep(c) })
}

// keep keeps a checkpoint, which can always be encoded: it is made of text and bytes.
func (h *halfway) keep(c sim.Checkpoint) {
	began := time.Since(h.start)
	var data bytes.Buffer
	if gob.NewEncoder(&data).Encode(c) == nil {
		h.findings.Keep(h.name, data.Bytes())
	}
	ended := time.Since(h.start)
	h.next.Store(int64(ended + max(h.interval, savingShare*(ended-began))))
}

// soFar is the name of the checkpoints of the part of that name.
func soFar(part string) string { return part + " so far" }
