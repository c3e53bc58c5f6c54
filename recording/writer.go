package recording

import (
	"fmt"
	"sync/atomic"
)

// Writer appends frames to a recording. One goroutine may use it; a goroutine of its own writes to the disk.
type Writer struct {
	layout
	frames  int64
	buffer  []byte // frames that the goroutine does not have yet
	jobs    chan job
	free    chan []byte // buffers that are written
	failure atomic.Pointer[WriteError]
	closed  chan error // receives the error of closing the file after the last job
	done    bool       // Close was called
}

// job is what the writing goroutine is given: frames, and a channel that it closes when all are durable, or nil.
type job struct {
	frames  []byte
	durable chan<- struct{}
}

const (
	bufferBytes = 1 << 20 // of one buffer, or one frame where that is more
	buffers     = 4
)

// newWriter starts the goroutine that writes on from the frames that are durable.
func newWriter(d *disk) *Writer {
	w := &Writer{layout: d.layout, frames: d.durable,
		jobs: make(chan job, buffers), free: make(chan []byte, buffers), closed: make(chan error, 1)}
	size := max(1, bufferBytes/d.frame()) * d.frame()
	w.buffer = make([]byte, 0, size)
	for range buffers - 1 {
		w.free <- make([]byte, 0, size)
	}
	go w.write(d)
	return w
}

// write does the jobs in their order until there are no more, and closes the file.
func (w *Writer) write(d *disk) {
	for j := range w.jobs {
		d.append(j.frames)
		if j.durable != nil {
			d.sync()
		}
		w.failure.Store(d.failure)
		if j.durable != nil {
			close(j.durable)
		}
		w.free <- j.frames[:0]
	}
	w.closed <- d.file.Close()
}

// Frames returns how many frames were appended, with those before Continue.
func (w *Writer) Frames() int64 { return w.frames }

// Append appends a frame, one number for each column. It copies the frame and waits for the disk only while all
// buffers, of 1 MiB each, are full. It returns a *WriteError where earlier frames could not be written, for this and
// all further frames. It panics for a frame of another length, and after Close.
func (w *Writer) Append(frame []float64) error {
	if len(frame) != w.columns {
		panic(fmt.Sprintf("recording: a frame of %d numbers for %d columns", len(frame), w.columns))
	}
	w.mustBeOpen()
	if cap(w.buffer)-len(w.buffer) < w.frame() {
		w.jobs <- job{frames: w.buffer}
		w.buffer = <-w.free
	}
	if failure := w.failure.Load(); failure != nil {
		return failure
	}
	w.buffer = w.appendFrame(w.buffer, frame)
	w.frames++
	return nil
}

// Sync makes all appended frames durable, counts them in the header, and returns their number: after it, the file keeps
// at least these frames whatever happens. Call it before a checkpoint is saved. It returns a *WriteError where
// frames could not be written, and panics after Close.
func (w *Writer) Sync() (frames int64, err error) {
	w.mustBeOpen()
	durable := make(chan struct{})
	w.jobs <- job{w.buffer, durable}
	<-durable
	w.buffer = <-w.free
	if failure := w.failure.Load(); failure != nil {
		return failure.Frames, failure
	}
	return w.frames, nil
}

// Close makes all frames durable, as Sync does, and closes the file. Further calls do nothing.
func (w *Writer) Close() error {
	if w.done {
		return nil
	}
	_, err := w.Sync()
	w.done = true
	close(w.jobs)
	if closing := <-w.closed; err == nil {
		err = closing
	}
	return err
}

func (w *Writer) mustBeOpen() {
	if w.done {
		panic("recording: the recording is closed")
	}
}
