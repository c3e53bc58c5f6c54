package netio

import (
	"encoding/binary"
	"io"
)

// The types of data elements that are read.
const (
	matInt8       = 1
	matUint8      = 2
	matUint16     = 4
	matInt32      = 5
	matUint32     = 6
	matDouble     = 9
	matMatrix     = 14
	matCompressed = 15
	matUTF8       = 16
	matUTF16      = 17
	matUTF32      = 18
)

// matPadding is the number of bytes at whose multiples elements of level 5 begin.
const matPadding = 8

// matPart is a part of the file that holds elements, one after another: the file itself, or an
// element of type matMatrix.
type matPart struct {
	r      io.Reader // of this part and what follows it
	left   int64     // bytes of the part that have not been read
	order  binary.ByteOrder
	at     place
	align  int64  // elements begin at multiples of it
	buffer []byte // of blockBytes, for what is read next
	text   string // at the beginning of the file

	bare   matTag     // in level 4, what the tag of the next numbers would be
	triple [2][]int32 // of a sparse matrix of level 4, its entries' rows and columns, and at the end its size
}

// matTag is what an element begins with. A small element has its data in the tag.
type matTag struct {
	kind  uint32
	size  int64 // bytes of data
	small bool
	data  [4]byte
}

const matWriteAgain = "save it again with MATLAB or scipy.io.savemat"

// tag reads the tag of the next element.
func (p *matPart) tag() (matTag, error) {
	if p.bare.kind != 0 {
		return p.bare, nil
	}
	b, err := p.fill(8)
	if err != nil {
		return matTag{}, err
	}
	first := p.order.Uint32(b)
	if size := first >> 16; size != 0 {
		if size > 4 {
			return matTag{}, p.at.fail(0, fetchAgain, "an element of %d bytes has the tag of one of at most 4", size)
		}
		return matTag{kind: first & 0xffff, size: int64(size), small: true, data: [4]byte(b[4:])}, nil
	}
	t := matTag{kind: first, size: int64(p.order.Uint32(b[4:]))}
	if t.size > p.left {
		return matTag{}, p.at.fail(0, fetchAgain, "an element of %d bytes is longer than the one that holds it", t.size)
	}
	return t, nil
}

// part returns the content of an element, which is to be read or skipped before the next.
func (p *matPart) part(t matTag) *matPart {
	inner := *p
	inner.left = t.size
	p.left -= t.size
	return &inner
}
