package watch

import (
	"os"
	"path/filepath"
	"sync"
	"time"
)

// interval is the time between two writes of a status, and between two fetches of a page. In it a run looks so often for a request
// to stop.
const (
	interval = time.Second
	looks    = 5
)

// Keeper writes the status of a run into a folder, which must exist, until it is ended. What cannot be written is left out: a run
// does not depend on being watched.
type Keeper struct {
	folder   string
	recorder *Recorder
	end      chan struct{}
	ended    sync.WaitGroup
	once     sync.Once
	before   Status
}

// Keep begins to write. What a process before has left is taken over, so that curves go on where the run was interrupted.
func Keep(folder string, r *Recorder) *Keeper {
	k := &Keeper{folder: folder, recorder: r, end: make(chan struct{})}
	var found bool
	if k.before, found = readStatus(folder); found {
		r.Update(func(s *Status) { s.Samples, s.Activity = k.before.Samples, k.before.Activity })
	}
	Forget(folder)
	k.ended.Go(k.run)
	return k
}

// Before returns what a process before has left: the zero Status where there was none.
func (k *Keeper) Before() Status { return k.before }

// run writes, and looks for a request more often.
func (k *Keeper) run() {
	ticks := time.NewTicker(interval / looks)
	defer ticks.Stop()
	for tick := 0; ; tick++ {
		if tick%looks == 0 {
			_ = writeStatus(k.folder, k.recorder.Status()) // the disk may be full, for a moment
		}
		if isAsked(k.folder, k.recorder.run()) {
			_ = os.Remove(filepath.Join(k.folder, stopName)) // or Keep does it
			k.recorder.stop()
		}
		select {
		case <-k.end:
			return
		case <-ticks.C:
		}
	}
}

// Leave ends the writing with how the run has ended.
func (k *Keeper) Leave() {
	k.stop(func() { _ = writeStatus(k.folder, k.recorder.Status()) })
}

// Remove ends the writing and removes what was written. After Leave or Remove both do nothing.
func (k *Keeper) Remove() {
	k.stop(func() { Forget(k.folder) })
}

func (k *Keeper) stop(last func()) {
	k.once.Do(func() {
		close(k.end)
		k.ended.Wait()
		last()
	})
}
