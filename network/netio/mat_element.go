package netio

import (
	"encoding/binary"
	"errors"
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

// fill reads that many bytes, at most blockBytes. The next call overwrites them.
func (p *matPart) fill(size int64) ([]byte, error) {
	if size > p.left {
		return nil, p.at.fail(0, fetchAgain, "an element is longer than the one that holds it")
	}
	block := p.buffer[:size]
	n, err := io.ReadFull(p.r, block)
	p.left -= int64(n)
	return block, p.wrap(err)
}

// skip reads that many bytes, and returns none.
func (p *matPart) skip(size int64) error {
	n, err := io.CopyN(io.Discard, p.r, size)
	p.left -= n
	return p.wrap(err)
}

func (p *matPart) wrap(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return p.at.fail(0, fetchAgain, "the data end early")
	}
	if err != nil {
		return p.at.wrap(err)
	}
	return nil
}

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

// blocks reads the data of an element in pieces, each a multiple of item bytes long, and calls
// visit with each. It reads what fills up the element's last eight bytes.
func (p *matPart) blocks(t matTag, item int, visit func(block []byte) error) error {
	if t.small {
		return visit(t.data[:t.size])
	}
	most := int64(blockBytes / item * item)
	for rest := t.size; rest > 0; {
		block, err := p.fill(min(rest, most))
		if err != nil {
			return err
		}
		rest -= int64(len(block))
		if err := visit(block); err != nil {
			return err
		}
	}
	return p.skip(min(p.left, -t.size&(p.align-1)))
}

// bytes returns the data of an element of at most that many bytes.
func (p *matPart) bytes(t matTag, most int64) ([]byte, error) {
	if t.size > most {
		return nil, p.at.fail(0, matWriteAgain, "an element has %d bytes, more than %d", t.size, most)
	}
	var all []byte
	err := p.blocks(t, 1, func(block []byte) error {
		all = append(all, block...)
		return nil
	})
	return all, err
}
