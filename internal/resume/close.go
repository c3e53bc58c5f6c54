package resume

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Clear removes all entries, also those of processes that did parts of the work; the lock stays, and so does what is not ours.
func (f *Folder) Clear() error {
	return errors.Join(f.clearSegments(), removeParts(f.path)) // a process whose part is removed finds that the rest has gone
}

func (f *Folder) clearSegments() error {
	f.flushing.Lock()
	defer f.flushing.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.reset()
	names, err := segmentNames(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, name := range slices.Backward(names) { // the first one says what all others belong to
		err = errors.Join(err, removeIfThere(filepath.Join(f.path, name)))
	}
	return err
}

// Close stops the rounds, writes what is pending and releases the folder, which it removes if
// nothing was ever written. It returns why the last segment could not be written. It does nothing
// after Close or Remove.
func (f *Folder) Close() error {
	if f.lock == nil {
		return nil
	}
	err := f.Stop()
	if f.gone {
		return errors.Join(err, f.unlock())
	}
	if !Exists(f.path) {
		return errors.Join(err, f.Remove())
	}
	return errors.Join(err, f.unlock())
}

// Remove removes all entries, and the folder unless something else is in it, once what else is in
// the parent folder has been brought to the disk.
func (f *Folder) Remove() error {
	if f.lock == nil {
		return nil
	}
	f.stopWriter()
	err := errors.Join(syncFolder(filepath.Dir(f.path)), f.Clear())
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	err = errors.Join(err, removeIfThere(filepath.Join(f.path, processName)))
	if removesOpenFiles {
		err = errors.Join(err, removeIfThere(filepath.Join(f.path, lockName)), f.unlock())
	} else {
		err = errors.Join(err, f.unlock(), removeIfThere(filepath.Join(f.path, lockName)))
	}
	_ = os.Remove(f.path) // not if something else is in it
	return err
}

func (f *Folder) unlock() error {
	lock := f.lock
	f.lock = nil
	return lock.Close()
}

func removeIfThere(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
