package recording

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Create creates a recording without frames. It returns an error that is fs.ErrExist where there is a file already,
// which is left as it is. It panics without columns.
func Create(path string, columns int, element ElementType) (*Writer, error) {
	l := newLayout(columns, element)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("the recording %s is there already; choose another name, or remove it: %w", path, fs.ErrExist)
	}
	if err != nil {
		return nil, err
	}
	w, err := begin(f, path, l)
	if err != nil {
		_ = f.Close()
		_ = os.Remove(path) // it has no frames
		return nil, err
	}
	syncFolder(path)
	return w, nil
}

// begin writes the header of an empty file and starts writing frames.
func begin(f file, path string, l layout) (*Writer, error) {
	if _, err := f.WriteAt(l.headerOf(0), 0); err != nil {
		return nil, err
	}
	if err := f.Sync(); err != nil {
		return nil, err
	}
	return newWriter(&disk{layout: l, file: f, path: path, written: l.header}), nil
}

// Continue opens a recording to go on after its first `at` frames, those of a checkpoint; later ones are cut off.
// Whole frames that the header does not count yet are there too. It returns an error where the file has fewer
// frames, or another shape or type, and leaves it as it is then. It panics without columns, and for at < 0.
func Continue(path string, columns int, element ElementType, at int64) (*Writer, error) {
	l := newLayout(columns, element)
	if at < 0 {
		panic(fmt.Sprintf("recording: continued at frame %d", at))
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	w, err := goOn(f, path, l, at)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return w, nil
}

// goOn checks the file, cuts it and starts writing frames.
func goOn(f *os.File, path string, l layout, at int64) (*Writer, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	size := info.Size()
	if at == 0 && beganOnly(f, size, l) {
		return begin(f, path, l)
	}
	found, _, err := readLayout(io.NewSectionReader(f, 0, size))
	if err != nil {
		return nil, fmt.Errorf("the recording %s cannot be continued: %w", path, err)
	}
	if found != l {
		return nil, fmt.Errorf("the recording %s cannot be continued: it has %d columns of %v after a header of %d bytes, "+
			"not %d of %v after %d; give the file of this run, or record anew",
			path, found.columns, found.element, found.header, l.columns, l.element, l.header)
	}
	if have := l.within(size); have < at {
		return nil, fmt.Errorf("the recording %s cannot be continued: it has %d frames, fewer than the %d of the checkpoint; "+
			"give the file of this run, or record anew", path, have, at)
	}
	if err := f.Truncate(l.end(at)); err != nil {
		return nil, err
	}
	d := &disk{layout: l, file: f, path: path, written: l.end(at), durable: -1}
	if err := d.count(at); err != nil {
		return nil, err
	}
	return newWriter(d), nil
}

// beganOnly reports whether the file is what a process killed inside Create leaves: the beginning of a header without frames.
func beganOnly(f io.ReaderAt, size int64, l layout) bool {
	if size >= l.header {
		return false
	}
	begun := make([]byte, size)
	_, err := io.ReadFull(io.NewSectionReader(f, 0, size), begun)
	return err == nil && bytes.HasPrefix(l.headerOf(0), begun)
}
