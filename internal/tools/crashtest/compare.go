package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// readFolder returns the contents of all files of a folder and its subfolders, by their paths
// relative to the folder.
func readFolder(folder string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		files[name], err = os.ReadFile(path)
		return err
	})
	return files, err
}

// differences returns an error that lists how the folder's files differ from the reference's;
// nil if they are equal.
func (ref *reference) differences(folder string) error {
	files, err := readFolder(folder)
	if err != nil {
		return err
	}
	for name, want := range ref.files {
		switch got, ok := files[name]; {
		case !ok:
			err = errors.Join(err, fmt.Errorf("%s is missing", name))
		case !bytes.Equal(got, want):
			err = errors.Join(err, fmt.Errorf("%s differs", name))
		}
	}
	for name := range files {
		if ref.files[name] == nil {
			err = errors.Join(err, fmt.Errorf("%s is left over", name))
		}
	}
	return err
}

// corruption returns an error for each file of an interrupted run that has the name of a
// result and not its bytes, and for a result.json or sweep.json beside which other results are missing.
func (ref *reference) corruption(folder string) error {
	files, err := readFolder(folder)
	if err != nil {
		return err
	}
	for name, got := range files {
		if want := ref.files[name]; want != nil && !bytes.Equal(got, want) {
			err = errors.Join(err, fmt.Errorf("%s is corrupt", name))
		}
	}
	for _, last := range []string{"result.json", "sweep.json"} {
		for name := range ref.files {
			if files[last] != nil && files[name] == nil {
				err = errors.Join(err, fmt.Errorf("%s exists and %s does not", last, name))
			}
		}
	}
	return err
}

// exists reports whether the folder has a file or folder of that name.
func exists(folder, name string) bool {
	_, err := os.Stat(filepath.Join(folder, name))
	return err == nil
}
