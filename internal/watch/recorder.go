package watch

import (
	"crypto/rand"
	"sync"
	"time"
)

// Recorder has the Status of a run in this process. Its methods may be called from several goroutines at once.
type Recorder struct {
	progress func() Progress
	stop     func()

	mu     sync.Mutex
	status Status
}

// NewRecorder returns the Recorder of a run that begins now. progress is asked how far it is, and stop interrupts it.
func NewRecorder(command, network string, progress func() Progress, stop func()) *Recorder {
	return &Recorder{progress: progress, stop: stop, status: Status{
		Run: rand.Text(), Began: time.Now(), Command: command, Network: network, State: Running,
	}}
}

// Update changes what is known. change may append to a slice or replace it, and must not write into it.
func (r *Recorder) Update(change func(s *Status)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.status)
}

// Status implements Source.
func (r *Recorder) Status() Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status.Seen = time.Now()
	if r.status.State == Running {
		r.status.Progress = r.progress()
	}
	return r.status
}

// run returns what a request to stop names.
func (r *Recorder) run() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.status.Run
}

// Stop implements Source: it interrupts the run.
func (r *Recorder) Stop() error {
	r.stop()
	return nil
}
