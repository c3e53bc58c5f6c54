package resume

import (
	"io/fs"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// Shared is a Store of several processes, perhaps on several hosts with a common file system. Each writes into a folder of its own, so
// that no lock is needed that a network file system may not have, and reads those of all others. Entries are functions of their
// names, so that it does not matter which of several processes has made one.
type Shared struct {
	*Folder        // what this process writes
	path    string // of the checkpoint

	mu      sync.Mutex
	others  []*Folder // opened to be read only; the newest first, and the checkpoint itself last
	scanned time.Time
	put     bool // this process has put an entry
}

// rescanTime is the least time between two looks for what others have done.
const rescanTime = time.Second

// Share returns the store of a process that writes into own, and reads all other folders of the checkpoint too.
func Share(checkpoint string, own *Folder) *Shared {
	s := &Shared{Folder: own, path: checkpoint}
	s.rescan()
	return s
}

// Plan returns what a checkpoint holds, which another process has written, to be asked by Get. It returns fs.ErrNotExist where there is
// none.
func Plan(checkpoint string) (*Folder, error) {
	if !Exists(checkpoint) {
		return nil, fs.ErrNotExist
	}
	return OpenReading(checkpoint)
}

// Get returns what was put under the name by any of the processes.
func (s *Shared) Get(name string) ([]byte, bool) {
	data, found := s.Folder.Get(name)
	if found {
		return data, true
	}
	found = s.anyOther(func(f *Folder) (ok bool) {
		data, ok = f.Get(name)
		return ok
	})
	return data, found
}

// Has reports whether Get would find the entry, as Folder.Has does.
func (s *Shared) Has(name string) bool {
	return s.Folder.Has(name) || s.anyOther(func(f *Folder) bool { return f.Has(name) })
}

// Put is Folder's.
func (s *Shared) Put(name string, data []byte) {
	s.mu.Lock()
	s.put = true
	s.mu.Unlock()
	s.Folder.Put(name, data)
}

// anyOther reports whether something holds of one of the other folders, which are looked for again where it does not and that is due.
func (s *Shared) anyOther(holds func(*Folder) bool) bool {
	if s.anyKnown(holds) {
		return true
	}
	s.mu.Lock()
	due := !s.put && time.Since(s.scanned) >= rescanTime
	s.mu.Unlock()
	if !due {
		return false
	}
	s.rescan()
	return s.anyKnown(holds)
}

// anyKnown asks the newest folder first: of the states of a task, the last one has come furthest.
func (s *Shared) anyKnown(holds func(*Folder) bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.others, holds)
}

// rescan reads what the other processes have written since the last time.
func (s *Shared) rescan() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scanned = time.Now()
	known := map[string]*Folder{}
	for _, f := range s.others {
		known[f.path] = f
	}
	s.others = s.others[:0]
	for _, path := range append(Parts(s.path), s.path) {
		if path == s.Folder.path {
			continue
		}
		f := known[path]
		if f == nil {
			f = newReading(path)
			f.lazy = true // there may be hundreds, of which this process needs little
		}
		_ = f.refresh() // what cannot be read now is asked for again
		s.others = append(s.others, f)
	}
}

// Delete keeps all entries: another process may ask for them.
func (s *Shared) Delete(string) {}

// OpenReading reads what a folder holds without locking it. Segments that are damaged or vanish meanwhile are left out. What it returns can
// be asked by Get only.
func OpenReading(path string) (*Folder, error) {
	f := newReading(path)
	if err := f.refresh(); err != nil {
		return nil, err
	}
	f.readHeader()
	return f, nil
}

func newReading(path string) *Folder {
	f := &Folder{path: path}
	f.reset()
	return f
}

// refresh reads the segments that are not read yet. One that is damaged, or not whole on this host yet, is tried again the next time.
func (f *Folder) refresh() error {
	names, err := segmentNames(f.path)
	if err != nil {
		return err
	}
	for _, name := range names {
		if !slices.Contains(f.segments, filepath.Join(f.path, name)) {
			_ = f.load(name)
		}
	}
	return nil
}
