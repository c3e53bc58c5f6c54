package recording

import (
	"io"
	"os"
	"path/filepath"
)

// file is what a Writer needs of an *os.File; tests fill its disk.
type file interface {
	io.WriterAt
	io.Closer
	Truncate(size int64) error
	Sync() error
}

// disk is the file of a recording and how far it is written. Only the writing goroutine uses it.
type disk struct {
	layout
	file    file
	path    string
	written int64 // bytes of the file
	durable int64 // frames that the header counts
	failure *WriteError
}

// append writes whole frames. After a failure it does nothing.
func (d *disk) append(frames []byte) {
	if d.failure != nil || len(frames) == 0 {
		return
	}
	n, err := d.file.WriteAt(frames, d.written)
	d.written += int64(n)
	if err == nil && n < len(frames) {
		err = io.ErrShortWrite
	}
	if err != nil {
		d.fail(d.within(d.written), err)
	}
}

// sync makes what was written durable and then counts it in the header, which is made durable too: a header never
// counts frames that a loss of power can take away.
func (d *disk) sync() {
	if d.failure != nil {
		return
	}
	if err := d.count(d.within(d.written)); err != nil {
		// After fsync has failed, nobody knows which of the pages since the last one are on the disk.
		d.fail(d.durable, err)
	}
}

// count writes the header for that many frames, which are in the file.
func (d *disk) count(frames int64) error {
	if err := d.file.Sync(); err != nil {
		return err
	}
	if frames == d.durable {
		return nil
	}
	if _, err := d.file.WriteAt(d.headerOf(frames), 0); err != nil {
		return err
	}
	if err := d.file.Sync(); err != nil {
		return err
	}
	d.durable = frames
	return nil
}

// fail keeps the first frames and counts them in the header, which takes no room that the file does not have.
func (d *disk) fail(frames int64, err error) {
	d.failure = &WriteError{Path: d.path, Frames: frames, Err: err}
	d.failure.Repair = d.file.Truncate(d.end(frames))
	if d.failure.Repair != nil {
		return
	}
	d.written = d.end(frames)
	d.durable = -1 // the header may have been written in part
	d.failure.Repair = d.count(frames)
}

// syncFolder makes the name of a new file durable. Some file systems cannot, and need not be told.
func syncFolder(path string) {
	if folder, err := os.Open(filepath.Dir(path)); err == nil {
		_ = folder.Sync()
		_ = folder.Close()
	}
}
