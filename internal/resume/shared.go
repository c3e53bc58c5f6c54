package resume

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// partsName is the folder, within that of a checkpoint, with a folder for each process that does a part of the work.
const partsName = "parts"

// Shared is a Store of several processes, perhaps on several hosts with a common file system. Each writes into a folder of its own, so
// that no lock is needed that a network file system may not have, and reads those of all others. Entries are functions of their
// names, so that it does not matter which of several processes has made one.
type Shared struct {
	*Folder        // what this process writes
	path    string // of the checkpoint

	mu      sync.Mutex
	others  map[string]*Folder // by path; opened to be read only
	scanned time.Time
}

// rescanTime is the least time between two looks for what others have done.
const rescanTime = time.Second

// Share returns the store of a process that writes into own, and reads all other folders of the checkpoint too.
func Share(checkpoint string, own *Folder) *Shared {
	s := &Shared{Folder: own, path: checkpoint, others: map[string]*Folder{}}
	s.rescan()
	return s
}

// NewPart makes a folder for a process that does a part of the work of a checkpoint, whose name is the part's, and returns its Shared. It
// returns a *BusyError where another process is found to do the same part; a file system without locks does not tell.
func NewPart(checkpoint, name string) (*Shared, error) {
	parts := filepath.Join(checkpoint, partsName)
	for _, path := range Parts(checkpoint) {
		if !strings.HasPrefix(filepath.Base(path), name+"-") {
			continue
		}
		lock, err := tryLock(path)
		if err != nil {
			return nil, err
		}
		if lock != nil {
			_ = lock.Close()
		}
	}
	if err := os.MkdirAll(parts, 0o755); err != nil {
		return nil, err
	}
	path, err := os.MkdirTemp(parts, name+"-")
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o755); err != nil {
		return nil, err
	}
	own, err := Open(path)
	if err != nil {
		return nil, err
	}
	return Share(checkpoint, own), nil
}

// Plan returns what a checkpoint holds, which another process has written, to be asked by Get. It returns fs.ErrNotExist where there is
// none.
func Plan(checkpoint string) (*Folder, error) {
	if !Exists(checkpoint) {
		return nil, fs.ErrNotExist
	}
	return OpenReading(checkpoint)
}

// Parts returns the folders of the processes that have done parts of a checkpoint's work.
func Parts(checkpoint string) []string {
	found, _ := filepath.Glob(filepath.Join(checkpoint, partsName, "*")) // the pattern is sound
	return slices.DeleteFunc(found, func(path string) bool { return !Exists(path) })
}

// Get returns what was put under the name by any of the processes.
func (s *Shared) Get(name string) ([]byte, bool) {
	if data, ok := s.Folder.Get(name); ok {
		return data, true
	}
	if data, ok := s.ofOthers(name); ok {
		return data, true
	}
	s.mu.Lock()
	due := time.Since(s.scanned) >= rescanTime
	s.mu.Unlock()
	if !due {
		return nil, false
	}
	s.rescan()
	return s.ofOthers(name)
}

func (s *Shared) ofOthers(name string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.others {
		if data, ok := f.Get(name); ok {
			return data, true
		}
	}
	return nil, false
}

// rescan reads the folders of the other processes again.
func (s *Shared) rescan() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scanned = time.Now()
	for _, path := range append(Parts(s.path), s.path) {
		if path == s.Folder.path {
			continue
		}
		if f := s.others[path]; f == nil || f.changed() {
			if read, err := OpenReading(path); err == nil {
				s.others[path] = read
			}
		}
	}
}

// Delete keeps all entries: another process may ask for them.
func (s *Shared) Delete(string) {}

// OpenReading reads what a folder holds without locking it. Segments that are damaged or vanish meanwhile are left out. What it returns can
// be asked by Get only.
func OpenReading(path string) (*Folder, error) {
	names, err := segmentNames(path)
	if err != nil {
		return nil, err
	}
	f := &Folder{path: path}
	f.reset()
	for _, name := range names {
		_ = f.load(name) // it is read again when it is whole
	}
	f.readHeader()
	return f, nil
}

// changed reports whether there is a segment that was not there when the folder was read.
func (f *Folder) changed() bool {
	names, err := segmentNames(f.path)
	if err != nil || len(names) == 0 {
		return false
	}
	last, _ := segmentNumber(names[len(names)-1])
	return last != f.number
}
