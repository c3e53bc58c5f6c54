package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"noiseprune/checkpoint"
	"noiseprune/internal/atomicfile"
	"noiseprune/sim"
)

// findings keeps what the parts of a figure have found in a folder, in numbered files of the
// format of checkpoints. What comes within a few seconds goes into one file, and a file that
// later ones have replaced is removed.
type findings struct {
	folder   string
	identity string // names all that the figure's numbers depend on
	say      func(text string)

	mu      sync.Mutex
	places  map[string]string // in which file a part is
	pending map[string][]byte
	size    int // of what is pending
	flushed time.Time
	number  int  // of the last file
	failed  bool // the last file could not be written
	closed  bool
}

// When pending findings are written.
const (
	findingsInterval = 5 * time.Second
	findingsSize     = 1 << 20
)

// unfinishedName is the folder, beside the figures, of the findings of all that are not
// finished.
const unfinishedName = "unfinished"

// identityName is the member that says what the others belong to. It stands before them all.
const identityName = ""

// openFindings returns what the folder keeps for that identity. Other files, and damaged
// ones, are removed.
func openFindings(folder, identity string, say func(text string)) *findings {
	f := &findings{
		folder: folder, identity: identity, say: say, places: map[string]string{}, pending: map[string][]byte{}, flushed: time.Now(),
	}
	entries, _ := os.ReadDir(folder) // in the order of their numbers; none where there is no folder
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		number, err := strconv.Atoi(e.Name())
		members := f.read(path)
		if err != nil || members == nil {
			_ = os.RemoveAll(path) // what it held will be found anew
			continue
		}
		f.number = number
		for _, m := range members {
			f.places[m.Name] = path
		}
	}
	f.tidy()
	return f
}

// tidy removes the files that nothing is in any more.
func (f *findings) tidy() {
	used := map[string]bool{}
	for _, path := range f.places {
		used[path] = true
	}
	files, _ := filepath.Glob(filepath.Join(f.folder, "[0-9]*")) // the pattern is sound
	for _, path := range files {
		if !used[path] {
			_ = os.Remove(path) // or it is tried again
		}
	}
}

// read returns what a file keeps, nil where it is not whole or belongs to something else.
func (f *findings) read(path string) []sim.Member {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	members, err := checkpoint.Decode(file)
	if err != nil || len(members) == 0 || members[0].Name != identityName || string(members[0].Data) != f.identity {
		return nil
	}
	return members[1:]
}

// some reports whether anything is kept.
func (f *findings) some() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.places) > 0
}

// Find returns what was kept under the name, or nil.
func (f *findings) Find(name string) []byte {
	f.mu.Lock()
	path, ok := f.places[name]
	f.mu.Unlock()
	if !ok {
		return nil
	}
	for _, m := range f.read(path) {
		if m.Name == name {
			return m.Data
		}
	}
	return nil
}

// Keep takes what was found.
func (f *findings) Keep(name string, found []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed { // the process is about to end
		return
	}
	f.size += len(found) - len(f.pending[name])
	f.pending[name] = found
	if !f.failed && f.size >= findingsSize || time.Since(f.flushed) >= findingsInterval {
		f.flush()
	}
}

// close writes what is pending. What is found later is lost.
func (f *findings) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.flush()
	f.closed = true
}

// flush writes what is pending into a file of its own. It says when that begins to fail.
func (f *findings) flush() {
	if len(f.pending) == 0 {
		return
	}
	path, err := f.write()
	f.flushed = time.Now()
	if err != nil {
		if !f.failed {
			f.say(fmt.Sprintf("parts of the figure cannot be kept: %s; it goes on, and would begin anew if it were interrupted", oneLine(err)))
		}
		f.failed = true
		return
	}
	f.failed = false
	for name := range f.pending {
		f.places[name] = path
	}
	f.pending, f.size = map[string][]byte{}, 0
	f.tidy()
}

// write writes what is pending.
func (f *findings) write() (path string, err error) {
	if err := os.MkdirAll(f.folder, 0o755); err != nil {
		return "", err
	}
	members := []sim.Member{{Name: identityName, Data: []byte(f.identity)}}
	for _, name := range slices.Sorted(maps.Keys(f.pending)) {
		members = append(members, sim.Member{Name: name, Data: f.pending[name]})
	}
	f.number++
	path = filepath.Join(f.folder, fmt.Sprintf("%08d", f.number))
	file, err := atomicfile.Create(path, 0o644)
	if err != nil {
		return "", err
	}
	defer file.Discard()
	if err := checkpoint.Encode(file, members); err != nil {
		return "", err
	}
	return path, file.Commit()
}

// remove removes all that is kept, and the folder of such folders with the last of them.
func (f *findings) remove() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.pending, f.size, f.places = map[string][]byte{}, 0, map[string]string{}
	err := os.RemoveAll(f.folder)
	_ = os.Remove(filepath.Dir(f.folder)) // not if another figure has something there
	return err
}

// programHash returns the hash of the running program, by which findings of another build
// are told: its numbers may differ.
func programHash() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close() //nolint:errcheck // nothing is written
	hash := sha256.New()
	_, err = io.Copy(hash, file)
	return hex.EncodeToString(hash.Sum(nil)), err
}
