package resume

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"noiseprune/internal/atomicfile"
)

// Sync writes what was put since the last segment as the next one, and returns when it is on the
// disk. After an error all of it is still pending, and the segments before stay.
func (f *Folder) Sync() error {
	f.flushing.Lock()
	defer f.flushing.Unlock()
	if f.endVanishedPart() {
		return nil
	}
	f.renewVanished()
	f.mu.Lock()
	batch := f.pending
	if len(batch) == 0 {
		f.mu.Unlock()
		return nil
	}
	f.pending, f.writing, f.size = map[string][]byte{}, batch, 0
	var entries []entry
	for _, name := range slices.Sorted(maps.Keys(batch)) {
		entries = append(entries, entry{name, batch[name]})
	}
	path := filepath.Join(f.path, segmentName(f.number+1))
	f.mu.Unlock()

	places, err := writeFile(path, entries)
	if err != nil && f.endVanishedPart() {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	rest := f.writing // less what was deleted meanwhile
	f.writing = nil
	if err != nil {
		for name, data := range rest {
			if _, newer := f.pending[name]; !newer {
				f.pending[name] = data
			}
		}
		return err
	}
	f.number++
	f.enter(path, rest, places)
	return nil
}

// enter takes a written segment into the index, and removes those whose entries had all been
// replaced or deleted before it was written. The caller holds the lock.
func (f *Folder) enter(path string, written map[string][]byte, places map[string]place) {
	needed := map[string]bool{path: true}
	for _, at := range f.index {
		needed[at.path] = true
	}
	for name := range written {
		f.index[name] = location{path, places[name]}
	}
	f.segments = slices.DeleteFunc(append(f.segments, path), func(path string) bool {
		if needed[path] {
			return false
		}
		_ = os.Remove(path) // or it is read again, and changes nothing
		return true
	})
}

// renewVanished makes the folder again where it has vanished: what will be found from now on is
// worth keeping. The header is written again; of all else only what comes is.
func (f *Folder) renewVanished() {
	if _, err := os.Stat(f.path); !errors.Is(err, fs.ErrNotExist) {
		return
	}
	if os.MkdirAll(f.path, 0o755) != nil {
		return // writing will say why
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.index, f.segments = map[string]location{}, nil
	for name, data := range f.header {
		f.pending[name] = data
	}
}

// endVanishedPart reports whether the folder is that of a part and has vanished, as when all parts were gathered, or another run has
// begun in their place. Nothing is kept then, since what is made of a removed checkpoint must not be found in a later one.
func (f *Folder) endVanishedPart() bool {
	if f.partGone == nil {
		return false
	}
	if _, err := os.Stat(f.path); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	f.mu.Lock()
	first := !f.gone
	f.gone, f.closed, f.pending, f.writing = true, true, map[string][]byte{}, nil
	f.mu.Unlock()
	if first {
		f.partGone()
	}
	return true
}

// writeFile writes a segment, brings it to the disk and then gives it its name. It returns where
// the entries are.
func writeFile(path string, entries []entry) (map[string]place, error) {
	file, err := atomicfile.Create(path, 0o644)
	if err != nil {
		return nil, err
	}
	defer file.Discard()
	if err := writeSegment(file, entries); err != nil {
		return nil, err
	}
	if err := file.Commit(); err != nil {
		return nil, err
	}
	return placesOf(entries), syncFolder(filepath.Dir(path))
}

// placesOf returns where writeSegment writes the entries.
func placesOf(entries []entry) map[string]place {
	places := map[string]place{}
	at := int64(headerSize)
	for _, e := range entries {
		at += int64(entrySize + len(e.name))
		places[e.name] = place{at, int64(len(e.data)), checksum(e.name, e.data)}
		at += int64(len(e.data))
	}
	return places
}

// syncFolder brings the names in a folder to the disk. Some file systems cannot, and need not
// be told.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = folder.Sync()
	return folder.Close()
}

// oneLine returns the text of an error without line breaks.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }
