package resume

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/gofrs/flock"
)

// BusyError says that another process is at work in a folder.
type BusyError struct {
	Folder  string
	Process string // its number, or nothing where it is not known
}

// Error says which process is at work, and what to do.
func (e *BusyError) Error() string {
	process := "another process"
	if e.Process != "" {
		process = "process " + e.Process
	}
	return fmt.Sprintf("%s is at work in %s; wait for it, end it, or choose another folder", process, e.Folder)
}

// The files of a Folder beside its segments. The process has a file of its own, since elsewhere
// than on Unix a locked file cannot be read.
const (
	lockName    = "lock"
	processName = "process"
)

// lockFolder makes the folder and locks it. The lock ends with the process. It returns a
// *BusyError where another process holds it.
func lockFolder(path string) (*flock.Flock, error) {
	for range 10 { // another process may remove its files just now
		if err := os.Mkdir(path, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		lock, err := tryLock(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if lock != nil {
			// The number helps a reader only: a full disk may keep it.
			_ = os.WriteFile(filepath.Join(path, processName), fmt.Appendln(nil, os.Getpid()), 0o644)
			return lock, nil
		}
	}
	return nil, &BusyError{Folder: path}
}

// tryLock takes the lock. It returns nil where its file was removed in between.
func tryLock(path string) (*flock.Flock, error) {
	name := filepath.Join(path, lockName)
	lock := flock.New(name)
	free, err := lock.TryLock()
	switch {
	case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.ENOLCK):
		return lock, nil // the file system knows no locks, so two processes are not told apart
	case err != nil:
		return nil, err
	case !free:
		process, _ := os.ReadFile(filepath.Join(path, processName)) // what can be read
		return nil, &BusyError{path, strings.TrimSpace(string(process[:min(20, len(process))]))}
	}
	mine, err := lock.Stat()
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	if there, err := os.Stat(name); err != nil || !os.SameFile(mine, there) {
		return nil, errors.Join(err, lock.Close())
	}
	return lock, nil
}
