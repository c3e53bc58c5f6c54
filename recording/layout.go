package recording

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"noiseprune/internal/npy"
)

// layout is the arrangement of a recording in its file.
type layout struct {
	columns int
	element ElementType
	header  int64 // bytes before the first frame
}

// newLayout returns the layout of a file that we write. It panics without columns, or for a frame that overflows an int.
func newLayout(columns int, element ElementType) layout {
	if columns < 1 || columns > math.MaxInt/element.Bytes() {
		panic(fmt.Sprintf("recording: frames of %d columns", columns))
	}
	l := layout{columns: columns, element: element}
	l.header = int64(len(l.headerOf(0)))
	return l
}

// headerOf returns the header for that many frames; its length does not depend on them.
func (l layout) headerOf(frames int64) []byte {
	return npy.AppendHeader(nil, l.element.descr(), []int{int(frames), l.columns})
}

// frame returns the bytes of a frame.
func (l layout) frame() int { return l.columns * l.element.Bytes() }

// end returns the size of a file of that many frames.
func (l layout) end(frames int64) int64 { return l.header + frames*int64(l.frame()) }

// within returns the whole frames in a file of that size.
func (l layout) within(size int64) int64 { return max(0, size-l.header) / int64(l.frame()) }

// appendFrame appends the bytes of a frame; a float32 is the nearest.
func (l layout) appendFrame(dst []byte, frame []float64) []byte {
	if l.element == Float32 {
		for _, v := range frame {
			dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(float32(v)))
		}
		return dst
	}
	for _, v := range frame {
		dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(v))
	}
	return dst
}

// decode sets the numbers to those of as many items.
func (l layout) decode(to []float64, items []byte) {
	if l.element == Float32 {
		for k := range to {
			to[k] = float64(math.Float32frombits(binary.LittleEndian.Uint32(items[4*k:])))
		}
		return
	}
	for k := range to {
		to[k] = math.Float64frombits(binary.LittleEndian.Uint64(items[8*k:]))
	}
}

// readLayout reads the header of a recording, which may be one that NumPy wrote, and the frames that it counts.
func readLayout(r io.Reader) (l layout, frames int64, err error) {
	h, err := npy.ReadHeader(r)
	if err != nil {
		return layout{}, 0, err
	}
	known := h.Kind == 'f' && h.Size >= 4 && h.Order == binary.LittleEndian
	if !known || h.Fortran || len(h.Shape) != 2 || h.Shape[1] == 0 {
		order := "C"
		if h.Fortran {
			order = "Fortran"
		}
		return layout{}, 0, fmt.Errorf("an array of type %s, shape %s and %s order is no recording; "+
			"a recording has the shape (frames, columns), is float64 or float32, little-endian, in C order",
			h.Descr, npy.Tuple(h.Shape), order)
	}
	l = layout{columns: h.Shape[1], element: Float64, header: h.Length}
	if h.Size == Float32.Bytes() {
		l.element = Float32
	}
	return l, int64(h.Shape[0]), nil
}
