// Package atomicfile writes files that appear complete or not at all: the content goes into
// a temporary file in the same folder, is brought to the disk, and is renamed only then. The
// rename replaces an existing file atomically on POSIX systems, and by MoveFileEx on Windows.
//
// It is our own because no kept library fits: google/renameio does not build for Windows;
// moby/sys/atomicwriter ignores the umask and replaces the file on every Close, also after
// its content has failed half-way; natefinch/atomic does not sync and takes readers only.
package atomicfile

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// File is a temporary file that is to become another. One goroutine may use it.
type File struct {
	*os.File
	path string // the one wanted
	done bool   // renamed or removed
}

// maxAttempts is how many names of temporary files are tried.
const maxAttempts = 100

// Create creates the temporary file for path, in the same folder. The permissions are those
// of the file that it will replace, or else perm, less the umask. A symbolic link at path
// would itself be replaced.
func Create(path string, perm fs.FileMode) (*File, error) {
	existing, err := os.Lstat(path)
	keeps := err == nil && existing.Mode().IsRegular()
	if keeps {
		perm = existing.Mode().Perm()
	}
	file, err := createTemporary(path, perm)
	if err != nil {
		return nil, err
	}
	f := &File{File: file, path: path}
	if keeps {
		if err := file.Chmod(perm); err != nil { // the umask may have taken some away
			f.Discard()
			return nil, err
		}
	}
	return f, nil
}

func createTemporary(path string, perm fs.FileMode) (file *os.File, err error) {
	prefix := filepath.Join(filepath.Dir(path), "."+filepath.Base(path))
	for range maxAttempts {
		name := prefix + strconv.FormatInt(rand.Int64(), 10)
		file, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, perm)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return file, err
}

// Target returns the path of the file whose temporary file Create would have given that
// name, and false for any other name. A process that was killed leaves such files.
func Target(name string) (path string, temporary bool) {
	folder, base := filepath.Split(name)
	target := strings.TrimRight(base, "0123456789")
	if target == base || len(target) < 2 || target[0] != '.' {
		return "", false
	}
	return folder + target[1:], true
}

// RemoveTemporary removes from a folder the temporary files, which processes that were killed have
// left, of files whose names are ours.
func RemoveTemporary(folder string, ours func(name string) bool) error {
	entries, err := os.ReadDir(folder)
	for _, e := range entries {
		target, temporary := Target(e.Name())
		if !temporary || !ours(target) {
			continue
		}
		if removed := os.Remove(filepath.Join(folder, e.Name())); !errors.Is(removed, fs.ErrNotExist) {
			err = errors.Join(err, removed)
		}
	}
	return err
}

// Commit brings the content to the disk and puts the file in its place. After an error the
// file at path is what it was; Discard removes the temporary one.
func (f *File) Commit() error {
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), f.path); err != nil {
		return err
	}
	f.done = true
	return nil
}

// Discard closes and removes the temporary file. It does nothing after Commit, so that it
// can be deferred.
func (f *File) Discard() {
	if f.done {
		return
	}
	f.done = true
	_ = f.Close() // Commit may have closed it
	_ = os.Remove(f.Name())
}

// WriteFile writes a file with that content, as Create and Commit do.
func WriteFile(path string, content []byte, perm fs.FileMode) error {
	f, err := Create(path, perm)
	if err != nil {
		return err
	}
	defer f.Discard()
	if _, err := f.Write(content); err != nil {
		return err
	}
	return f.Commit()
}
