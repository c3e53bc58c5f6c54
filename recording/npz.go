package recording

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"noiseprune/internal/npy"
)

// WriteNPZ copies a recording into an archive for numpy.load: frames (frames × columns, of the recording's type), time
// (float64), and labels (text, one for each column) unless labels is nil. Labels may repeat. compressed deflates the
// members. They carry no time of writing, so that the same recording gives the same bytes. Errors are
// those of reading and writing. It panics for another number of labels.
func WriteNPZ(path string, r *Reader, clock Clock, labels []string, compressed bool) error {
	mustFit(labels, r.columns)
	return writeCopy(path, func(w io.Writer) error {
		a := archive{zip.NewWriter(w), zip.Store}
		if compressed {
			a.method = zip.Deflate
		}
		if err := a.add("frames", r.element.descr(), []int{int(r.frames), r.columns}, r.copyItems); err != nil {
			return err
		}
		times := func(w io.Writer) error { return writeTimes(w, clock, r.frames) }
		if err := a.add(timeColumn, "<f8", []int{int(r.frames)}, times); err != nil {
			return err
		}
		if labels != nil {
			text := func(w io.Writer) error { return npy.WriteText(w, labels) }
			if err := a.add("labels", npy.TextDescr(labels), []int{len(labels)}, text); err != nil {
				return err
			}
		}
		return a.zip.Close()
	})
}

// archive is an .npz file and how its members are kept.
type archive struct {
	zip    *zip.Writer
	method uint16
}

// add writes an array.
func (a archive) add(name, descr string, shape []int, items func(w io.Writer) error) error {
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: name + ".npy", Method: a.method})
	if err != nil {
		return err
	}
	if _, err := w.Write(npy.AppendHeader(nil, descr, shape)); err != nil {
		return err
	}
	return items(w)
}

// copyItems writes the frames as they are in the file.
func (r *Reader) copyItems(w io.Writer) error {
	items := r.end(r.frames) - r.header
	n, err := io.Copy(w, io.NewSectionReader(r.source, r.header, items))
	if err == nil && n < items {
		err = fmt.Errorf("%s: cannot read frame %d: %w", r.name, r.within(r.header+n), io.ErrUnexpectedEOF)
	}
	return err
}

// writeTimes writes the times of the frames as float64.
func writeTimes(w io.Writer, clock Clock, frames int64) error {
	block := make([]byte, 0, blockBytes)
	for k := range frames {
		block = binary.LittleEndian.AppendUint64(block, math.Float64bits(clock.Time(k)))
		if len(block) == cap(block) {
			if _, err := w.Write(block); err != nil {
				return err
			}
			block = block[:0]
		}
	}
	_, err := w.Write(block)
	return err
}
