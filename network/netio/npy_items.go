package netio

import (
	"bufio"
	"errors"
	"io"
	"math"
	"strings"

	"noiseprune/internal/npy"
)

// arrayReader reads the items of an .npy array.
type arrayReader struct {
	npy.Header
	r  *bufio.Reader
	at place
}

// readArrayHeader reads the header of an .npy array; one that is malformed is a *FormatError.
func readArrayHeader(r io.Reader, at place) (npy.Header, error) {
	h, err := npy.ReadHeader(r)
	var malformed *npy.Error
	switch {
	case errors.As(err, &malformed):
		return h, at.fail(0, malformed.Cure, "%s", malformed.What)
	case err != nil:
		return h, at.wrap(err)
	}
	return h, nil
}

func openArray(r io.Reader, at place) (*arrayReader, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	h, err := readArrayHeader(b, at)
	if err != nil {
		return nil, err
	}
	return &arrayReader{Header: h, r: b, at: at}, nil
}

// mustBe returns an error for an array of other dimensions or kinds.
func (a *arrayReader) mustBe(dimensions int, kinds, wanted string) error {
	if len(a.Shape) == dimensions && strings.IndexByte(kinds, a.Kind) >= 0 {
		return nil
	}
	return a.at.fail(0, "save "+wanted, "an array of type %s and shape %s is not %s", a.Descr, npy.Tuple(a.Shape), wanted)
}

// blockBytes is the size of the blocks in which an array is read.
const blockBytes = 1 << 15

// each reads all items, calls visit with each and its index, and checks that nothing
// follows.
func (a *arrayReader) each(visit func(k int, item []byte) error) error {
	total := a.Items()
	most := max(1, min(total, blockBytes/a.Size))
	buffer := make([]byte, a.Size*most)
	for first := 0; first < total; first += most {
		block := buffer[:a.Size*min(total-first, most)]
		n, err := io.ReadFull(a.r, block)
		for k := range n / a.Size {
			if err := visit(first+k, block[k*a.Size:(k+1)*a.Size]); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return a.at.fail(0, fetchAgain, "the array ends after %d of %d items", first+n/a.Size, total)
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
	if a.Kind == 'f' {
		switch a.Size {
		case 2:
			return halfFloat(a.Order.Uint16(item))
		case 4:
			return float64(math.Float32frombits(a.Order.Uint32(item)))
		}
		return math.Float64frombits(a.Order.Uint64(item))
	}
	value := a.bits(item)
	switch a.Kind {
	case 'i':
		shift := 64 - 8*a.Size
		return float64(int64(value<<shift) >> shift)
	case 'b':
		return float64(min(value, 1))
	}
	return float64(value)
}

// halfFloat returns the value of an IEEE 754 binary16: a sign, 5 bits of exponent with the
// bias 15, and 10 bits of fraction.
func halfFloat(b uint16) float64 {
	exponent, fraction := int(b>>10&0x1f), float64(b&0x3ff)
	var v float64
	switch {
	case exponent == 0:
		v = math.Ldexp(fraction, -24)
	case exponent < 0x1f:
		v = math.Ldexp(1024+fraction, exponent-25)
	case fraction == 0:
		v = math.Inf(1)
	default:
		return math.NaN()
	}
	if b>>15 == 1 {
		return -v
	}
	return v
}

// bits returns the bits of an item of 1, 2, 4 or 8 bytes.
func (a *arrayReader) bits(item []byte) uint64 {
	switch a.Size {
	case 1:
		return uint64(item[0])
	case 2:
		return uint64(a.Order.Uint16(item))
	case 4:
		return uint64(a.Order.Uint32(item))
	}
	return a.Order.Uint64(item)
}
