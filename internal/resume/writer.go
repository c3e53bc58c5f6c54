package resume

import (
	"fmt"
	"time"
)

// What the writer does when.
const (
	// answerTime is what tasks have, after a round has begun, to save where they stand. What comes
	// later is written with the next round.
	answerTime = time.Second
	// writingShare: of the time between two rounds, at most one part of so many is spent writing.
	writingShare = 10
)

// writer writes segments while work goes on, which does not wait for the disk.
type writer struct {
	interval time.Duration
	say      func(text string)
	stop     chan struct{}
	stopped  chan struct{}
	failed   error // of the last segment
}

// Start begins a round each time the interval has passed, or later where writing takes long, and
// writes a segment after each. say is told, in a line, when writing begins to fail and when it
// succeeds again.
func (f *Folder) Start(interval time.Duration, say func(text string)) {
	w := &writer{interval: interval, say: say, stop: make(chan struct{}), stopped: make(chan struct{})}
	f.writer = w
	go func() {
		defer close(w.stopped)
		w.run(f)
	}()
}

// Round returns the number of rounds so far.
func (f *Folder) Round() uint64 { return f.round.Load() }

// Flush lets what was put be written now, or by Start where that was not called yet. Tasks that do
// not listen may call it while the writer is being stopped.
func (f *Folder) Flush() {
	select {
	case f.wake <- struct{}{}:
	default: // it is already asked to
	}
}

// Stop stops the rounds and writes what is pending. It returns why the last segment could not be
// written. Nothing is kept afterwards.
func (f *Folder) Stop() error {
	f.stopWriter()
	err := f.Sync()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	return err
}

func (f *Folder) stopWriter() {
	if f.writer != nil {
		close(f.writer.stop)
		<-f.writer.stopped
		f.writer = nil
	}
}

// run begins rounds and writes segments until it is stopped.
func (w *writer) run(f *Folder) {
	rounds := time.NewTimer(w.interval)
	defer rounds.Stop()
	for {
		select {
		case <-w.stop:
			return
		case <-f.wake:
			w.write(f)
		case <-rounds.C:
			f.round.Add(1)
			if !w.pause(min(answerTime, w.interval)) {
				return
			}
			took := w.write(f)
			rounds.Reset(max(w.interval, writingShare*took))
		}
	}
}

// pause waits, and reports whether it was not stopped meanwhile.
func (w *writer) pause(d time.Duration) bool {
	select {
	case <-w.stop:
		return false
	case <-time.After(d):
		return true
	}
}

// write writes a segment and says when that begins to fail and when it succeeds again.
func (w *writer) write(f *Folder) (took time.Duration) {
	start := time.Now()
	err := f.Sync()
	switch {
	case err != nil && w.failed == nil:
		w.say(fmt.Sprintf("no checkpoint could be written: %s; the run goes on, and the one before it stays", oneLine(err)))
	case err == nil && w.failed != nil:
		w.say("checkpoints are written again")
	}
	w.failed = err
	return time.Since(start)
}
