package resume

import (
	"os"
	"strings"
)

// Get returns what was put under the name last. An entry whose file has been damaged or removed
// since the folder was opened is not there: its task is done again.
func (f *Folder) Get(name string) ([]byte, bool) {
	data, at, ok := f.find(name)
	if !ok || at.path == "" {
		return data, ok
	}
	file, err := os.Open(at.path)
	if err != nil {
		return nil, false
	}
	defer file.Close() //nolint:errcheck // nothing is written
	data = make([]byte, at.size)
	if _, err := file.ReadAt(data, at.offset); err != nil || checksum(name, data) != at.sum {
		return nil, false
	}
	return data, true
}

// Has reports whether Get would find the entry, unless its bytes have changed, which are not read: its file is there, and no shorter.
func (f *Folder) Has(name string) bool {
	_, at, ok := f.find(name)
	if !ok || at.path == "" {
		return ok
	}
	info, err := os.Stat(at.path)
	return err == nil && info.Size() >= at.offset+at.size
}

// find returns an entry that is in memory, or else where it is on the disk; the path is empty of one in memory.
func (f *Folder) find(name string) (data []byte, at location, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, entries := range []map[string][]byte{f.pending, f.writing, f.header} {
		if data, ok := entries[name]; ok {
			return data, location{}, true
		}
	}
	at, ok = f.index[name]
	return nil, at, ok
}

// flushSize is how many bytes are pending at most before they are written, outside of the rounds.
const flushSize = 1 << 20

// Put keeps the data in memory until the next segment is written.
func (f *Folder) Put(name string, data []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed { // the process is about to end
		return
	}
	f.pending[name] = data
	if f.size += len(data); f.size >= flushSize {
		f.Flush()
	}
	if strings.HasPrefix(name, HeaderPrefix) {
		f.header[name] = data
	}
}

// Delete removes all entries whose names begin with the prefix.
func (f *Folder) Delete(prefix string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		return
	}
	deletePrefix(f.pending, prefix)
	deletePrefix(f.writing, prefix)
	deletePrefix(f.header, prefix)
	deletePrefix(f.index, prefix)
}
