package resume

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"noiseprune/internal/atomicfile"

	"github.com/gofrs/flock"
)

// Folder is a Store on the disk, locked from Open to Close or Remove. It has the files
//
//	lock                  held by the process at work, whose end releases it
//	process               the number of that process
//	00000001.segment, …   segments: the entries that were written together
//
// A segment is written under a temporary name, brought to the disk, and renamed only then. Later ones
// replace entries of earlier ones; an earlier one is removed when the segment after the one that
// replaced its last entry has been written. So when the process, the machine or the room on the
// disk ends, a whole state is left, and where the last segment is damaged, the state before it.
type Folder struct {
	path   string
	lock   *flock.Flock
	damage string // what was wrong with segments when the folder was opened
	lazy   bool   // data are read and checked when they are asked for, and not when the folder is opened
	round  atomic.Uint64
	wake   chan struct{} // asks the writer to write
	writer *writer       // nil before Start

	flushing sync.Mutex // held while a segment is written

	mu       sync.Mutex
	pending  map[string][]byte // put, and not yet being written
	size     int               // of what was put since the last segment
	writing  map[string][]byte // in the segment that is being written
	header   map[string][]byte
	index    map[string]location
	segments []string // paths, in ascending order
	number   int      // of the last segment
	closed   bool

	partGone func() // of a folder of a part: told once that the folder has vanished; nil for one that is made again then
	gone     bool
}

// location is where the folder's files hold an entry.
type location struct {
	path string
	place
}

// segmentSuffix ends the names of segments. It is no digit, so that a temporary file, whose name ends
// in a number, tells which file it was to become.
const segmentSuffix = ".segment"

// segmentName is the name of a segment; the order of names is that of their numbers.
func segmentName(number int) string { return fmt.Sprintf("%08d", number) + segmentSuffix }

// segmentNumber returns the number in a segment's name, and whether it is one.
func segmentNumber(name string) (number int, ok bool) {
	digits, ok := strings.CutSuffix(name, segmentSuffix)
	number, err := strconv.Atoi(digits)
	return number, ok && err == nil && name == segmentName(number)
}

// Exists reports whether the folder holds segments.
func Exists(path string) bool {
	names, _ := segmentNames(path) // nothing can be read where there is no folder
	return len(names) > 0
}

// segmentNames lists the segments in ascending order.
func segmentNames(path string) ([]string, error) {
	entries, err := os.ReadDir(path)
	var names []string
	for _, e := range entries {
		if isSegment(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, err
}

func isSegment(name string) bool {
	_, ok := segmentNumber(name)
	return ok
}

// Open makes the folder, whose parent must exist, locks it and reads what it holds. It returns
// a *BusyError where another process is at work in it. Damaged segments are left out; Damage
// says so.
func Open(path string) (*Folder, error) {
	lock, err := lockFolder(path)
	if err != nil {
		return nil, err
	}
	f := &Folder{path: path, lock: lock, wake: make(chan struct{}, 1)}
	f.reset()
	err = atomicfile.RemoveTemporary(path, isSegment)
	names, readErr := segmentNames(path)
	err = errors.Join(err, readErr)
	for _, name := range names {
		if err == nil {
			err = f.load(name)
		}
	}
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	f.readHeader()
	return f, nil
}

// reset forgets all entries.
func (f *Folder) reset() {
	f.pending, f.writing, f.header, f.index = map[string][]byte{}, nil, map[string][]byte{}, map[string]location{}
	f.segments = nil
}

// load reads one segment, or notes that it is damaged.
func (f *Folder) load(name string) error {
	path := filepath.Join(f.path, name)
	f.number, _ = segmentNumber(name)
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // nothing is written
	info, err := file.Stat()
	if err != nil {
		return err
	}
	places, err := readPlaces(file, info.Size(), f.lazy)
	if wrong := (*FormatError)(nil); errors.As(err, &wrong) {
		f.damage = fmt.Sprintf("the checkpoint %s cannot be used: %v", path, err)
		return nil
	}
	if err != nil {
		return err
	}
	for name, p := range places {
		if at, ok := f.index[name]; !ok || at.path < path { // a segment that could not be read before may be an earlier one
			f.index[name] = location{path, p}
		}
	}
	f.segments = append(f.segments, path)
	return nil
}

// readHeader takes the header into memory.
func (f *Folder) readHeader() {
	for name := range f.index {
		if strings.HasPrefix(name, HeaderPrefix) {
			if data, ok := f.Get(name); ok {
				f.header[name] = data
			}
		}
	}
}

// Path returns the folder. Other files that a part writes there go with the checkpoint.
func (f *Folder) Path() string { return f.path }

// Damage says which segment could not be used and why, the last one if there are several; it is
// empty where all are sound.
func (f *Folder) Damage() string { return f.damage }

// Empty reports whether the folder holds nothing beside headers.
func (f *Folder) Empty() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return !slices.ContainsFunc(slices.Collect(maps.Keys(f.index)), func(name string) bool { return !strings.HasPrefix(name, HeaderPrefix) })
}
