package resume

import (
	"os"
	"strings"
)

// Get returns what was put under the name last. An entry whose file has been damaged or removed
// since the folder was opened is not there: its task is done again.
func (f *Folder) Get(name string) ([]byte, bool) {
	f.mu.Lock()
	for _, entries := range []map[string][]byte{f.pending, f.writing, f.header} {
		if data, ok := entries[name]; ok {
			f.mu.Unlock()
			return data, true
		}
	}
	at, ok := f.index[name]
	f.mu.Unlock()
	if !ok {
		return nil, false
	}
	file, err := os.Open(at.path)
	if err != nil {
		return nil, false
	}
	defer file.Close() //nolint:errcheck // nothing is written
	data := make([]byte, at.size)
	if _, err := file.ReadAt(data, at.offset); err != nil || checksum(name, data) != at.sum {
		return nil, false
	}
	return data, true
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
