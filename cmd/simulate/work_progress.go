package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"time"

	"noiseprune/internal/watch"
)

// The files in the folder of a part with its progress.
const (
	partProgressName    = "progress.json"
	partialProgressName = partProgressName + watch.PartialSuffix // which becomes it
)

// The times between two writings of a part's progress: in general, and at least, where a phase begins.
const (
	progressInterval = 10 * time.Second
	phaseInterval    = time.Second
)

// partUnderWay is how far a part is.
type partUnderWay struct {
	progressUpdate
	Network *networkNumber `json:"network"` // of a sweep; null otherwise
}

// networkNumber says which network of a sweep is under way.
type networkNumber struct {
	Name   string `json:"name"`
	Number int    `json:"number"` // from 1
	Of     int    `json:"of"`
}

// writtenProgress is the content of a part's progress.json.
type writtenProgress struct {
	partUnderWay
	Written time.Time `json:"written"` // UTC
}

// workProgress is the progress of a part's own work. Between start and end it is written into the part's folder, for simulate status.
type workProgress struct {
	*progress
	folder string

	mu      sync.Mutex
	next    *networkNumber // of the phases that begin from now on
	network *networkNumber // of the phase under way

	begun chan struct{} // a phase has begun
	stop  chan struct{}
	ended chan struct{}
}

func newWorkProgress(p *progress, folder string) *workProgress {
	p.ownOnly = true
	return &workProgress{
		progress: p, folder: folder,
		begun: make(chan struct{}, 1), stop: make(chan struct{}), ended: make(chan struct{}),
	}
}

// begin says that a network of a sweep is next.
func (w *workProgress) begin(n networkNumber) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.next = &n
}

// Phase starts a phase of the given number of units of work.
func (w *workProgress) Phase(name string, units int64) {
	w.mu.Lock()
	w.network = w.next
	w.progress.Phase(name, units)
	w.mu.Unlock()
	select {
	case w.begun <- struct{}{}:
	default: // it is going to be written anyway
	}
}

// start writes the progress from now on, when a phase begins and regularly, with no less than the least time between two writings.
func (w *workProgress) start(regular, least time.Duration) {
	go func() {
		defer close(w.ended)
		for wait := regular; ; wait = regular - least {
			select {
			case <-w.stop:
				return
			case <-w.begun:
			case <-time.After(wait):
			}
			w.write()
			select {
			case <-w.stop:
				return
			case <-time.After(least):
			}
		}
	}()
}

// end stops the writing and removes the file.
func (w *workProgress) end() {
	close(w.stop)
	<-w.ended
	_ = os.Remove(filepath.Join(w.folder, partProgressName)) // or it goes with the checkpoint
	_ = os.Remove(filepath.Join(w.folder, partialProgressName))
}

// write replaces the file, once there is a phase. What cannot be written is left out: that a disk is full is told by what matters more.
func (w *workProgress) write() {
	now := w.now()
	if now.Phase == "" {
		return
	}
	if text, err := json.Marshal(now); err == nil {
		_ = watch.Replace(filepath.Join(w.folder, partProgressName), text, 0o644)
	}
}

// now returns how far the part is.
func (w *workProgress) now() writtenProgress {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.progress.mu.Lock()
	defer w.progress.mu.Unlock()
	now := time.Now()
	return writtenProgress{partUnderWay{w.update(now), w.network}, now.UTC()}
}
