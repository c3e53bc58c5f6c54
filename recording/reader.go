package recording

import (
	"fmt"
	"io"
	"os"
)

// Reader reads the frames of a recording that its header counts. One goroutine may use it.
type Reader struct {
	layout
	frames int64
	source io.ReaderAt
	name   string
	closer io.Closer // nil if there is nothing to close
	block  []byte    // of bytes that are read at once
}

// blockBytes is how much is read at once.
const blockBytes = 1 << 18

// Open opens a recording, or any .npy file of the shape (frames, columns) of float64 or float32, little-endian, in
// C order. It returns an error for any other file, and for one that has fewer frames than its header counts.
func Open(path string) (*Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var r *Reader
		if r, err = NewReader(f, info.Size(), path); err == nil {
			r.closer = f
			return r, nil
		}
	}
	_ = f.Close()
	return nil, err
}

// NewReader returns a reader of a recording of that size in bytes, as Open does. The name appears in errors only.
func NewReader(source io.ReaderAt, size int64, name string) (*Reader, error) {
	l, frames, err := readLayout(io.NewSectionReader(source, 0, size))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if have := l.within(size); have < frames {
		return nil, fmt.Errorf("%s: the file has %d of the %d frames that its header counts; copy the file again, "+
			"or continue the run that writes it", name, have, frames)
	}
	return &Reader{layout: l, frames: frames, source: source, name: name}, nil
}

// Frames returns the number of frames.
func (r *Reader) Frames() int64 { return r.frames }

// Columns returns the numbers a frame.
func (r *Reader) Columns() int { return r.columns }

// ElementType returns the type of the numbers in the file.
func (r *Reader) ElementType() ElementType { return r.element }

// ReadFrames sets `to` to the frames first, first+1, …, one after another: frame first+k is to[k·columns:(k+1)·columns].
// It panics unless `to` holds whole frames, which the recording has. Errors are those of reading.
func (r *Reader) ReadFrames(to []float64, first int64) error {
	count := int64(len(to) / r.columns)
	if len(to)%r.columns != 0 || first < 0 || count > r.frames-first {
		panic(fmt.Sprintf("recording: %d numbers from frame %d of %d frames of %d columns", len(to), first, r.frames, r.columns))
	}
	size := r.element.Bytes()
	if want := min(len(to)*size, blockBytes); len(r.block) < want {
		r.block = make([]byte, want)
	}
	for at := r.end(first); len(to) > 0; {
		n := min(len(to), len(r.block)/size)
		block := r.block[:n*size]
		if _, err := io.ReadFull(io.NewSectionReader(r.source, at, int64(len(block))), block); err != nil {
			return fmt.Errorf("%s: cannot read frame %d: %w", r.name, r.within(at), err)
		}
		r.decode(to[:n], block)
		to, at = to[n:], at+int64(len(block))
	}
	return nil
}

// Close closes the file that Open opened.
func (r *Reader) Close() error {
	if r.closer == nil {
		return nil
	}
	return r.closer.Close()
}

// each reads all frames in blocks of about blockBytes and calls visit with each block and its first frame.
func (r *Reader) each(visit func(first int64, frames []float64) error) error {
	most := int64(max(1, blockBytes/r.frame()))
	block := make([]float64, int(min(most, r.frames))*r.columns)
	for first := int64(0); first < r.frames; first += most {
		part := block[:int(min(most, r.frames-first))*r.columns]
		if err := r.ReadFrames(part, first); err != nil {
			return err
		}
		if err := visit(first, part); err != nil {
			return err
		}
	}
	return nil
}
