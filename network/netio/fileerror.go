package netio

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// cannotRead returns the error of the operating system for reading a file. It wraps the cause.
func cannotRead(path string, err error) error {
	cure := "check the file and the disk"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		cure = "check the name"
	case errors.Is(err, fs.ErrPermission):
		cure = "ask for permission to read it"
	}
	return fmt.Errorf("%s: cannot be read: %w; %s", oneLine(path), cause(err), cure)
}

// cannotWrite returns the error of the operating system for writing a file. It wraps the cause.
func cannotWrite(path string, err error) error {
	cure := "choose a folder that has room and can be written"
	if errors.Is(err, fs.ErrNotExist) {
		cure = "make the folder first"
	}
	return fmt.Errorf("%s: cannot be written: %w; %s", oneLine(path), cause(err), cure)
}

// cause leaves out the names in an error of a file: one of them may be that of the file
// written in place of the one wanted.
func cause(err error) error {
	var (
		one *fs.PathError
		two *os.LinkError
	)
	switch {
	case errors.As(err, &one):
		return one.Err
	case errors.As(err, &two):
		return two.Err
	}
	return err
}
