package resume

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// partsName is the folder, within that of a checkpoint, with a folder for each process that does a part of the work:
//
//	parts/NUMBER-NAME
//
// where NAME is the part's, and numbers ascend with the time at which the processes have begun.
const partsName = "parts"

// NewPart makes a folder for a process that does a part of the work of a checkpoint, whose name is the part's, and returns its Shared. It
// returns a *BusyError where another process is found to do the same part, which a file system without locks does not tell, and
// fs.ErrNotExist where there is no checkpoint.
//
// vanished is called once, from another goroutine, when the folder is found to be removed, as by a process that has gathered all
// parts. Nothing is kept from there on, and neither Stop nor Close returns an error for it.
func NewPart(checkpoint, name string, vanished func()) (*Shared, error) {
	if err := atWork(partFolders(checkpoint, "-"+name)); err != nil {
		return nil, err
	}
	path, err := makePart(filepath.Join(checkpoint, partsName), name)
	if err != nil {
		return nil, err
	}
	own, err := Open(path)
	if err != nil {
		return nil, err
	}
	own.partGone = vanished
	return Share(checkpoint, own), nil
}

// makePart makes a folder with a new number.
func makePart(parts, name string) (string, error) {
	if err := os.Mkdir(parts, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	for {
		number := 0
		for _, path := range partFolders(filepath.Dir(parts), "") {
			var n int
			if _, err := fmt.Sscanf(filepath.Base(path), "%d-", &n); err == nil {
				number = max(number, n)
			}
		}
		path := filepath.Join(parts, fmt.Sprintf("%06d-%s", number+1, name))
		if err := os.Mkdir(path, 0o755); !errors.Is(err, fs.ErrExist) {
			return path, err
		}
	}
}

// partFolders lists the folders of parts whose names have the end, in ascending order.
func partFolders(checkpoint, end string) (found []string) {
	entries, _ := os.ReadDir(filepath.Join(checkpoint, partsName)) // there are none where it cannot be read
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), end) {
			found = append(found, filepath.Join(checkpoint, partsName, e.Name()))
		}
	}
	return found
}

// Parts returns the folders of the processes that have done parts of a checkpoint's work and written something, the newest first.
func Parts(checkpoint string) []string {
	found := slices.DeleteFunc(partFolders(checkpoint, ""), func(path string) bool { return !Exists(path) })
	slices.Reverse(found)
	return found
}

// PartFolders returns the folders of all processes that have done parts of a checkpoint's work, the oldest first, also of those that
// have kept nothing in their stores.
func PartFolders(checkpoint string) []string { return partFolders(checkpoint, "") }

// atWork returns a *BusyError if one of the folders is locked.
func atWork(paths []string) error {
	for _, path := range paths {
		lock, err := tryLock(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if lock != nil {
			_ = lock.Close()
		}
	}
	return nil
}

// removeParts removes the folders of all parts, although their processes may write files there.
func removeParts(checkpoint string) (err error) {
	for range 100 {
		if err = os.RemoveAll(filepath.Join(checkpoint, partsName)); err == nil {
			return nil
		}
	}
	return err
}
