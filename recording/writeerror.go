package recording

import (
	"errors"
	"fmt"
	"io/fs"
)

// WriteError is a recording that could not be written on, because the disk is full, for example.
type WriteError struct {
	Path   string
	Frames int64 // whole frames that the file keeps
	Err    error // what failed
	Repair error // what failed when the file was cut to whole frames, or nil
}

// Error returns one line: what failed, the frames that are kept, and how to go on.
func (e *WriteError) Error() string {
	kept := fmt.Sprintf("its first %d frames are kept; make room and resume, the recording goes on", e.Frames)
	if e.Repair != nil {
		kept = fmt.Sprintf("and it could not be cut to its first %d frames (%v); make the disk writable and resume, the recording goes on",
			e.Frames, cause(e.Repair))
	}
	return fmt.Sprintf("cannot write the recording %s: %v; %s", e.Path, cause(e.Err), kept)
}

// Unwrap returns what failed, such as syscall.ENOSPC inside an *fs.PathError.
func (e *WriteError) Unwrap() error { return e.Err }

// cause returns an error without the path, which the sentence has already.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
