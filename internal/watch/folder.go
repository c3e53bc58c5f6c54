package watch

import (
	"errors"
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
	Complete            []string    // the files of Results of which one is there when the run has finished
	Unfinished          func() bool // whether the checkpoint is that of a run that can go on

	mu      sync.Mutex
	last    Status    // of the run; its State is not Absent once one was found
	changed time.Time // when the last one was found to be new
}

// How long a run is waited for.
const (
	silence = 10 * interval // after which a run that says nothing is Silent
	ending  = 3 * interval  // between the removal of a status and the conclusion that the run has vanished
)

// Status implements Source. What was known of a run stays known when it has finished.
func (f *Folder) Status() Status {
	f.mu.Lock()
	defer f.mu.Unlock()
	s, found := readStatus(f.Checkpoint)
	switch {
	case found:
		f.remember(s)
		return f.current()
	case f.holdsResults():
		f.last.State, f.last.Message = Finished, ""
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

func (f *Folder) holdsResults() bool {
	for _, name := range f.Complete {
		if exists(filepath.Join(f.Results, name)) {
			return true
		}
	}
	return false
}

// Stop implements Source. The run looks for the request once a second.
func (f *Folder) Stop() error {
	s := f.Status()
	if s.State != Running {
		return errors.New("the run is not running")
	}
	return askToStop(f.Checkpoint, s.Run)
}
