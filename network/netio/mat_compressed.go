package netio

import (
	"bufio"
	"errors"
	"io"

	"github.com/klauspost/compress/zlib"
)

// zlibInflater decompresses one element after another.
type zlibInflater struct {
	packed *bufio.Reader
	z      io.ReadCloser
	plain  *bufio.Reader
}

// visitCompressed visits the variable in a compressed element. Of a variable that is not read,
// only the beginning is decompressed.
func (f *matFile) visitCompressed(t matTag) error {
	limited := &io.LimitedReader{R: f.top.r, N: t.size}
	f.top.left -= t.size
	if err := f.open(limited); err != nil {
		return f.top.wrap(damaged(f.at, zlibDamaged(f.at, err)))
	}
	inner := *f.top
	inner.r = f.plain
	t, err := inner.tag()
	if err != nil {
		return err
	}
	if t.kind != matMatrix {
		return f.at.fail(0, fetchAgain, "an element of type %d stands where a variable is expected", t.kind)
	}
	variable := inner.part(t)
	if err := f.visit(variable, "", 0); err != nil {
		return err
	}
	if f.complete {
		if err := f.checkEnd(variable); err != nil {
			return err
		}
	}
	return f.top.skip(limited.N)
}

// open begins to decompress what the reader gives.
func (f *matFile) open(r io.Reader) (err error) {
	if f.packed == nil {
		f.packed, f.plain = bufio.NewReaderSize(nil, blockBytes), bufio.NewReaderSize(nil, blockBytes)
	}
	f.packed.Reset(r)
	if f.z == nil {
		f.z, err = zlib.NewReader(f.packed)
	} else {
		err = f.z.(zlib.Resetter).Reset(f.packed, nil)
	}
	f.plain.Reset(&expanding{r: zlibInflated{f.z, f.at}, left: &f.left, at: f.at})
	return err
}

// checkEnd reads to the end of the compressed data, where their checksum is.
func (f *matFile) checkEnd(variable *matPart) error {
	if err := variable.skip(variable.left); err != nil {
		return err
	}
	_, err := f.plain.ReadByte()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return f.top.wrap(err)
	}
	return variable.at.fail(0, fetchAgain, "something follows the variable in the same compressed element")
}

// zlibInflated converts errors of zlib into those of format.
type zlibInflated struct {
	r  io.Reader
	at place
}

func (i zlibInflated) Read(p []byte) (int, error) {
	n, err := i.r.Read(p)
	return n, zlibDamaged(i.at, err)
}

func zlibDamaged(at place, err error) error {
	if errors.Is(err, zlib.ErrHeader) || errors.Is(err, zlib.ErrChecksum) || errors.Is(err, zlib.ErrDictionary) {
		return at.fail(0, fetchAgain, "the data are damaged (%v)", err)
	}
	return err
}
