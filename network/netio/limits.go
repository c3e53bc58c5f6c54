package netio

import (
	"archive/zip"
	"errors"
	"io"
	"math"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
)

// Limits bounds what a file may make the reader allocate. A file that goes beyond is
// refused with a *FormatError.
type Limits struct {
	Neurons int   // the largest order N; a header alone costs 16 bytes for each
	Entries int   // the most entries in a file; each costs about 50 bytes, 100 if mirrored
	Bytes   int64 // the most bytes that compressed data may expand to

	small  bool // Entries follows from the size of the file
	memory bool // Entries follows from the memory there is
}

// bytesPerEntry is what an entry costs at most.
const bytesPerEntry = 100

// WithinMemory returns the limits, with no more entries than can be read into that many bytes.
func (l Limits) WithinMemory(bytes float64) Limits {
	if most := max(0, bytes/bytesPerEntry); most < float64(l.Entries) {
		l.Entries, l.memory = int(most), true
	}
	return l
}

// A small file may hold freeEntries, and a larger one entriesPerByte for each of its bytes.
// Only compressed data can hold more: each entry takes a byte at least before.
const (
	freeEntries    = 1 << 22
	entriesPerByte = 16
)

// forSize returns the limits for a file of that size, so that a few compressed bytes do
// not fill the memory with entries.
func (l Limits) forSize(size int64) Limits {
	if most := freeEntries + entriesPerByte*min(size, math.MaxInt64/(2*entriesPerByte)); most < int64(l.Entries) {
		l.Entries, l.small = int(most), true
	}
	return l
}

// DefaultLimits returns the limits of a program that asks for no others: 10 million
// neurons, 2²⁸ entries, 8 GiB.
func DefaultLimits() Limits {
	return Limits{Neurons: 10_000_000, Entries: 1 << 28, Bytes: 8 << 30}
}

const (
	smallerNetwork = "choose a part of the network"
	fetchAgain     = "fetch or write the file again"
	plainFile      = "if it is meant, unpack it first"
)

// checkOrder refuses rows × columns where it is no weight matrix within the limits.
func (l Limits) checkOrder(p place, line, rows, columns int) error {
	switch {
	case rows != columns:
		return p.fail(line, "give a square one", "the matrix is %d × %d, but row and column are both neurons", rows, columns)
	case rows == 0:
		return p.fail(line, "give at least one", "the matrix has no neurons")
	case rows > min(l.Neurons, math.MaxInt32):
		return p.fail(line, smallerNetwork, "%d neurons are more than the limit of %d", rows, l.Neurons)
	}
	return nil
}

// checkEntries refuses a count of entries beyond the limit.
func (l Limits) checkEntries(p place, line, entries int) error {
	switch {
	case entries <= l.Entries:
		return nil
	case l.memory && !l.small:
		return p.fail(line, smallerNetwork+", or a machine with more memory", "%d entries are more than the %d for which there is memory",
			entries, l.Entries)
	case l.small:
		return p.fail(line, plainFile, "%d entries are more than the %d that a file of this size is likely to hold", entries, l.Entries)
	}
	return p.fail(line, smallerNetwork, "%d entries are more than the limit of %d", entries, l.Entries)
}

// expanding reads decompressed data up to a limit that several readers may share. Its
// errors are of type *FormatError where the data, not the machine, is to blame.
type expanding struct {
	r    io.Reader
	left *int64
	at   place
}

func (e *expanding) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	*e.left -= int64(n)
	if *e.left < 0 {
		return 0, e.at.fail(0, plainFile, "the compressed data expand beyond the limit")
	}
	if err == nil || errors.Is(err, io.EOF) {
		return n, err
	}
	return n, damaged(e.at, err)
}

// damaged turns an error of decompression into one of format.
func damaged(at place, err error) error {
	var corrupt flate.CorruptInputError
	var unexpected flate.InternalError // the library's name for a code that no sound data have
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return at.fail(0, "save it with numpy.savez or numpy.savez_compressed", "the member is compressed by an unknown method")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return at.fail(0, fetchAgain, "the data end early")
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, zip.ErrFormat),
		errors.Is(err, zip.ErrChecksum), errors.As(err, &corrupt), errors.As(err, &unexpected):
		return at.fail(0, fetchAgain, "the data are damaged (%v)", err)
	}
	return err
}

// gunzip returns the content of a gzip stream, at most limits.Bytes of it.
func gunzip(r io.Reader, at place, limits Limits) (io.Reader, error) {
	z, err := gzip.NewReader(r)
	switch {
	case errors.Is(err, io.EOF):
		return nil, at.fail(0, fetchAgain, "the file is empty")
	case errors.Is(err, gzip.ErrHeader):
		return nil, at.fail(0, "if it is not compressed, let its name not end in .gz", "this is no gzip data")
	case err != nil:
		return nil, at.wrap(damaged(at, err))
	}
	return &expanding{r: z, left: &limits.Bytes, at: at}, nil
}
