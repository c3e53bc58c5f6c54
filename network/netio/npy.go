package netio

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"noiseprune/network"
)

// ReadNPY reads a square .npy array of numbers, row = target: float64, float32, integers
// of 8 to 64 bits and booleans, in either byte order, C or Fortran order. Zeros are no
// synapses. The path appears in errors only; those of format are of type *FormatError.
func ReadNPY(r io.Reader, path string, limits Limits) (*Matrix, error) {
	weights, err := readSquare(r, place{path: path}, limits)
	if err != nil {
		return nil, err
	}
	return &Matrix{Weights: weights}, nil
}

// readSquare reads a dense matrix and keeps the nonzero entries.
func readSquare(r io.Reader, at place, limits Limits) (*network.CSR, error) {
	a, err := openArray(r, at)
	if err != nil {
		return nil, err
	}
	if err := a.mustBe(2, "fiub", "a square matrix of numbers"); err != nil {
		return nil, err
	}
	n := a.shape[0]
	if err := limits.checkOrder(at, 0, n, a.shape[1]); err != nil {
		return nil, err
	}
	var list entryList
	err = a.numbers(func(k int, v float64) error {
		if v == 0 {
			return nil
		}
		e := network.Entry{Target: k / n, Source: k % n, Weight: v}
		if a.fortran {
			e.Target, e.Source = e.Source, e.Target
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return at.fail(0, finiteWeights, "weight at row %d, column %d (from 0) is %v", e.Target, e.Source, v)
		}
		list.add(e, n*n)
		return limits.checkEntries(at, 0, len(list.entries))
	})
	if err != nil {
		return nil, err
	}
	return network.NewCSR(n, list.entries)
}

const finiteWeights = "weights must be finite"

// arrayReader reads the items of an .npy array.
type arrayReader struct {
	arrayHeader
	r  *bufio.Reader
	at place
}

func openArray(r io.Reader, at place) (*arrayReader, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	h, err := readArrayHeader(b, at)
	if err != nil {
		return nil, err
	}
	return &arrayReader{arrayHeader: h, r: b, at: at}, nil
}

// mustBe returns an error for an array of other dimensions or kinds.
func (a *arrayReader) mustBe(dimensions int, kinds, wanted string) error {
	if len(a.shape) == dimensions && strings.IndexByte(kinds, a.kind) >= 0 {
		return nil
	}
	return a.at.fail(0, "save "+wanted, "an array of type %s and shape %s is not %s", a.descr, shapeTuple(a.shape), wanted)
}

// blockBytes is the size of the blocks in which an array is read.
const blockBytes = 1 << 15

// each reads all items, calls visit with each and its index, and checks that nothing
// follows.
func (a *arrayReader) each(visit func(k int, item []byte) error) error {
	total := a.items()
	most := max(1, min(total, blockBytes/a.size))
	buffer := make([]byte, a.size*most)
	for first := 0; first < total; first += most {
		block := buffer[:a.size*min(total-first, most)]
		n, err := io.ReadFull(a.r, block)
		for k := range n / a.size {
			if err := visit(first+k, block[k*a.size:(k+1)*a.size]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return a.at.fail(0, fetchAgain, "the array ends after %d of %d items", first+n/a.size, total)
		}
		if err != nil {
			return a.at.wrap(err)
		}
	}
	_, err := a.r.ReadByte()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return a.at.wrap(err)
	}
	return a.at.fail(0, "keep one array a file", "something follows the %d items of the array", total)
}

// numbers visits all items as float64.
func (a *arrayReader) numbers(visit func(k int, v float64) error) error {
	return a.each(func(k int, item []byte) error { return visit(k, a.number(item)) })
}

// number returns an item as the nearest float64.
func (a *arrayReader) number(item []byte) float64 {
	if a.kind == 'f' {
		if a.size == 4 {
			return float64(math.Float32frombits(a.order.Uint32(item)))
		}
		return math.Float64frombits(a.order.Uint64(item))
	}
	value := a.bits(item)
	switch a.kind {
	case 'i':
		shift := 64 - 8*a.size
		return float64(int64(value<<shift) >> shift)
	case 'b':
		return float64(min(value, 1))
	}
	return float64(value)
}

// bits returns the bits of an item of 1, 2, 4 or 8 bytes.
func (a *arrayReader) bits(item []byte) uint64 {
	switch a.size {
	case 1:
		return uint64(item[0])
	case 2:
		return uint64(a.order.Uint16(item))
	case 4:
		return uint64(a.order.Uint32(item))
	}
	return a.order.Uint64(item)
}

// vector reads a one-dimensional array of numbers, after check has accepted their count.
// Memory grows with the data read.
func (a *arrayReader) vector(check func(items int) error) ([]float64, error) {
	if err := a.mustBe(1, "fiub", "a vector of numbers"); err != nil {
		return nil, err
	}
	if err := check(a.items()); err != nil {
		return nil, err
	}
	var all []float64
	err := a.numbers(func(_ int, v float64) error {
		all = append(all, v)
		return nil
	})
	return all, err
}

// indices reads an array of integers of the given number of dimensions, in the order of
// the file, after check has accepted their count. One beyond int64 becomes the largest
// int64, which is beyond any matrix.
func (a *arrayReader) indices(dimensions int, check func(items int) error) ([]int, error) {
	if err := a.mustBe(dimensions, "iu", "an array of integers"); err != nil {
		return nil, err
	}
	if err := check(a.items()); err != nil {
		return nil, err
	}
	var all []int
	err := a.each(func(_ int, item []byte) error {
		value := a.bits(item)
		if a.kind == 'i' {
			shift := 64 - 8*a.size
			all = append(all, int(int64(value<<shift)>>shift))
			return nil
		}
		all = append(all, int(min(value, math.MaxInt)))
		return nil
	})
	return all, err
}

// npyFormat is the row of the registry.
func npyFormat() format {
	return format{
		extension: ".npy",
		read:      withLabels(func(c content) (*Matrix, error) { return ReadNPY(c.stream, c.path, c.limits) }),
		write:     func(w io.Writer, m *Matrix, _ []string) error { return writeSquare(w, m.Weights) },
		check: func(m *Matrix) error {
			if n := m.Weights.Order(); n > largestDense {
				return fmt.Errorf("a dense array of %d neurons has %d GB; write .npz or .mtx", n, 8*n*n>>30)
			}
			return nil
		},
	}
}
