package checkpoint

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"noiseprune/network"
	"noiseprune/sim"
)

// The names in the folder.
const (
	subfolder    = "checkpoint"
	lockName     = "lock"
	networksName = "networks"
	stateName    = "state"
	previousName = "state.previous"
	newSuffix    = ".new"
)

// Folder is the place of a run's checkpoints. It is locked from Open to Close or Remove.
// One goroutine at a time may use it.
type Folder struct {
	results string // the folder of the results
	path    string
	lock    *os.File
	nets    []*network.Network // that SaveNetworks has written
}

// BusyError says that another process is at work in a folder.
type BusyError struct {
	Folder  string // of the results
	Process string // its number, or nothing where it is not known
}

// Error says who is at work, and what to do.
func (e *BusyError) Error() string {
	who := "another process"
	if e.Process != "" {
		who = "process " + e.Process
	}
	return fmt.Sprintf("%s is at work in %s; wait for it, end it, or choose another folder", who, e.Folder)
}

// Exists reports whether the folder of results holds the checkpoint of an unfinished run.
func Exists(results string) bool {
	for _, name := range []string{stateName, previousName} {
		if _, err := os.Stat(filepath.Join(results, subfolder, name)); err == nil {
			return true
		}
	}
	return false
}

// Used reports whether the folder of results has a place for checkpoints: a process is at
// work there, or did not come to remove it.
func Used(results string) bool {
	_, err := os.Stat(filepath.Join(results, subfolder))
	return err == nil
}

// Open makes the place for checkpoints in the folder of results, which must exist, and
// locks it. It returns a *BusyError where another process has done so.
func Open(results string) (*Folder, error) {
	f := &Folder{results: results, path: filepath.Join(results, subfolder)}
	for range 10 { // who was at work may remove its files just now
		if err := os.Mkdir(f.path, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		done, err := f.acquire()
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if done {
			return f, nil
		}
	}
	return nil, &BusyError{Folder: results}
}

// acquire takes the lock. It reports false where the file was removed in between.
func (f *Folder) acquire() (bool, error) {
	lock, err := os.OpenFile(f.file(lockName), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return false, err
	}
	free, err := tryLock(lock)
	if err != nil || !free {
		if err == nil {
			text, _ := io.ReadAll(io.LimitReader(lock, 20)) // whatever can be read
			err = &BusyError{f.results, strings.TrimSpace(string(text))}
		}
		return false, errors.Join(err, lock.Close())
	}
	mine, err := lock.Stat()
	if err != nil {
		return false, errors.Join(err, lock.Close())
	}
	if there, err := os.Stat(f.file(lockName)); err != nil || !os.SameFile(mine, there) {
		return false, errors.Join(err, lock.Close())
	}
	// The number helps a reader only: a full disk may keep it.
	if lock.Truncate(0) == nil {
		_, _ = fmt.Fprintln(lock, os.Getpid())
	}
	f.lock = lock
	return true, nil
}

func (f *Folder) file(name string) string { return filepath.Join(f.path, name) }

// Close unlocks the folder and leaves what is in it, but for an empty one. It does nothing
// after Close or Remove.
func (f *Folder) Close() error {
	if f.lock != nil && !Exists(f.results) {
		return f.Remove()
	}
	return f.unlock()
}

func (f *Folder) unlock() error {
	if f.lock == nil {
		return nil
	}
	lock := f.lock
	f.lock = nil
	return lock.Close()
}

// Remove removes all checkpoints, once what else is in the folder of results has been
// brought to the disk, and unlocks it.
func (f *Folder) Remove() error {
	err := errors.Join(syncFolder(f.results), f.Clear())
	for _, path := range []string{f.file(lockName), f.path} {
		if err == nil {
			err = removeIfThere(path)
		}
	}
	return errors.Join(err, f.unlock())
}

func removeIfThere(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Clear removes all checkpoints; the lock stays.
func (f *Folder) Clear() error {
	for _, name := range []string{stateName, previousName, networksName} {
		for _, name := range []string{name, name + newSuffix} {
			if err := removeIfThere(f.file(name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// SaveNetworks writes the networks of a run, before its first checkpoint.
func (f *Folder) SaveNetworks(nets []*network.Network) error {
	var members []sim.Member
	for k, net := range nets {
		data, err := net.MarshalBinary()
		if err != nil {
			return err
		}
		members = append(members, sim.Member{Name: fmt.Sprint(k), Data: data})
	}
	if err := f.fill(networksName+newSuffix, members); err != nil {
		return err
	}
	f.nets = nets
	return os.Rename(f.file(networksName+newSuffix), f.file(networksName))
}

// Networks returns what SaveNetworks wrote.
func (f *Folder) Networks() ([]*network.Network, error) {
	file, err := os.ReadFile(f.file(networksName))
	if err != nil {
		return nil, err
	}
	nets, err := DecodeNetworks(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.file(networksName), err)
	}
	f.nets = nets
	return nets, nil
}

// DecodeNetworks returns the networks that a file holds, or says what is wrong with it.
func DecodeNetworks(file []byte) ([]*network.Network, error) {
	members, err := Decode(file)
	if err != nil {
		return nil, err
	}
	if len(members) == 0 {
		return nil, errors.New("it holds no network")
	}
	var nets []*network.Network
	for _, m := range members {
		net, err := network.Decode(m.Data)
		if err != nil {
			return nil, err
		}
		nets = append(nets, net)
	}
	return nets, nil
}

// Save puts the state in the place of the last checkpoint, which becomes the previous one.
// Whatever fails, and wherever it is interrupted, one of them stays whole.
//
// A folder that has vanished is made again: what a run has found is worth more than the
// wish of who removed it.
func (f *Folder) Save(s *State) error {
	if _, err := os.Stat(f.file(networksName)); errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(f.path, 0o755); err != nil {
			return err
		}
		if err := f.SaveNetworks(f.nets); err != nil {
			return err
		}
	}
	fresh := stateName + newSuffix
	if err := f.fill(fresh, s.members()); err != nil {
		return err
	}
	if err := os.Rename(f.file(stateName), f.file(previousName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(f.file(fresh), f.file(stateName)); err != nil {
		return err
	}
	return syncFolder(f.path)
}

// Load returns the last checkpoint that is whole. Where that is not the last one written,
// the warning says why.
func (f *Folder) Load() (s *State, warning string, err error) {
	s, err = f.load(stateName)
	if err == nil {
		return s, "", nil
	}
	before, other := f.load(previousName)
	switch {
	case other == nil && errors.Is(err, fs.ErrNotExist): // the process ended between two renamings
		return before, "", nil
	case other == nil:
		return before, fmt.Sprintf("%v; going on from the checkpoint before it", err), nil
	case errors.Is(other, fs.ErrNotExist):
		return nil, "", fmt.Errorf("%w, and there is none before it", err)
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", other
	}
	return nil, "", fmt.Errorf("%w; nor can the one before it be used: %w", err, other)
}

func (f *Folder) load(name string) (*State, error) {
	file, err := os.ReadFile(f.file(name))
	if err != nil {
		return nil, err
	}
	s, err := DecodeState(file)
	if err != nil {
		return nil, fmt.Errorf("the checkpoint %s cannot be used: %w", f.file(name), err)
	}
	return s, nil
}

// fill writes a file and brings it to the disk, or removes it.
func (f *Folder) fill(name string, members []sim.Member) error {
	file, err := os.Create(f.file(name))
	if err != nil {
		return err
	}
	err = Encode(file, members)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(f.file(name)))
	}
	return nil
}

// syncFolder brings the names in a folder to the disk. Some file systems cannot, and need
// not be told.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = folder.Sync()
	return folder.Close()
}
