package watch

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Source is a run that can be shown.
type Source interface {
	// Status returns what is known of the run now.
	Status() Status
	// Stop asks the run to write a checkpoint and end; it returns why it cannot be asked.
	Stop() error
}

// Folder is the run of another process, by the folders of its results and of its checkpoint.
type Folder struct {
	Results, Checkpoint string
	Complete            []string      // the files of Results of which one is there when the run has finished
	Found               func() Status // what the files of Results say of a run that has finished
	Unfinished          func() bool   // whether the checkpoint is that of a run that can go on

	mu      sync.Mutex
	last    Status    // of the run; its State is not Absent once one was found
	changed time.Time // when the last one was found to be new
	written time.Time // when the results that last is of were written
}

// How long a run is waited for.
const (
	silence = 10 * interval // after which a run that says nothing is Silent
	ending  = 3 * interval  // between the removal of a status and the conclusion that the run has vanished
)

// Status implements Source. What was known of a run stays known when it has finished, and is completed by its results.
func (f *Folder) Status() Status {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, found := readStatus(f.Checkpoint)
	written, complete := f.completed()
	switch {
	case found:
		f.remember(s)
		return f.current()
	case complete:
		f.finish(written)
	case f.last.State == Running && time.Since(f.changed) < ending:
	case f.Unfinished():
		f.last.State, f.last.Message = Interrupted, ""
	default:
		f.last = Status{}
	}
	return f.last
}

// remember takes a status that was read.
func (f *Folder) remember(s Status) {
	switch {
	case f.changed.IsZero():
		f.changed = s.Seen
	case !s.Seen.Equal(f.last.Seen):
		f.changed = time.Now()
	}
	f.last = s
}

// current returns the last status, or that the run is silent.
func (f *Folder) current() Status {
	s := f.last
	if s.State == Running && time.Since(f.changed) > silence {
		s.State = Silent
	}
	return s
}

// completed returns when the run has finished, and whether it has.
func (f *Folder) completed() (time.Time, bool) {
	for _, name := range f.Complete {
		if info, err := os.Stat(filepath.Join(f.Results, name)); err == nil {
			return info.ModTime(), true
		}
	}
	return time.Time{}, false
}

// finish takes what the results say, once. A run that was not followed to its end has no curve but that.
func (f *Folder) finish(written time.Time) {
	if f.last.State == Finished && f.written.Equal(written) {
		return
	}
	found := f.Found()
	if s := f.last.State; s == Running || s == Silent || s == Interrupted {
		found = f.last.completedBy(found)
	}
	found.State = Finished
	f.last, f.written = found, written
}

// completedBy returns what is known of a run with what its results say.
func (s Status) completedBy(found Status) Status {
	s.Message = found.Message
	if len(found.Sweep.Networks) > 0 {
		s.Sweep = found.Sweep
	}
	if s.Network != found.Network {
		return s
	}
	if len(found.Activity.Neurons) > 0 {
		s.Activity = found.Activity
	}
	s.Samples.Planned = max(s.Samples.Planned, found.Samples.Planned)
	for k, samples := range found.Samples.Counts {
		s.Samples.Add(samples, found.Samples.Errors[k])
	}
	return s
}

// Stop implements Source. The run looks for the request once a second.
func (f *Folder) Stop() error {
	s := f.Status()
	if s.State != Running {
		return errors.New("the run is not running")
	}
	return askToStop(f.Checkpoint, s.Run)
}
