package netio

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// level4Header is the header of a variable of level 4, which is followed by the name and the
// numbers, without tags.
type level4Header struct {
	kind          uint32   // of the numbers, as in level 5
	class         matClass // a sparse matrix is stored as rows, columns and weights
	complex       bool
	rows, columns int
	name          int // bytes, the zero at the end included
}

const level4Bytes = 20

// parseLevel4 reads a header in that byte order.
func parseLevel4(b []byte, order binary.ByteOrder) (h level4Header, ok bool) {
	digits := order.Uint32(b)
	big := order == binary.ByteOrder(binary.BigEndian)
	kinds := [...]uint32{9, 7, 5, 3, 4, 2}
	classes := [...]matClass{doubleClass, charClass, sparseClass}
	number, class := digits/10%10, digits%10
	if digits/1000 > 1 || (digits/1000 == 1) != big || digits/100%10 != 0 || int(number) >= len(kinds) || int(class) >= len(classes) {
		return h, false
	}
	rows, columns, imaginary, name := order.Uint32(b[4:]), order.Uint32(b[8:]), order.Uint32(b[12:]), order.Uint32(b[16:])
	h = level4Header{kinds[number], classes[class], imaginary == 1, int(rows), int(columns), int(name)}
	return h, max(rows, columns) <= math.MaxInt32 && imaginary <= 1 && name > 1 && name <= matLongestName
}

// isLevel4 reports whether the file begins like one of level 4, and sets the byte order. The
// text at the beginning of one of level 5 has no zero among its first four bytes.
func (p *matPart) isLevel4(b []byte) bool {
	if len(b) < level4Bytes || bytes.IndexByte(b[:4], 0) < 0 {
		return false
	}
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		if _, ok := parseLevel4(b, order); ok {
			p.order = order
			return true
		}
	}
	return false
}

// readLevel4 visits all variables.
func (f *matFile) readLevel4() error {
	for {
		if _, err := f.top.r.(*bufio.Reader).Peek(1); errors.Is(err, io.EOF) {
			return nil
		}
		b, err := f.top.fill(level4Bytes)
		if err != nil {
			return err
		}
		h, ok := parseLevel4(b, f.top.order)
		if !ok {
			return f.at.fail(0, fetchAgain, "a variable does not begin as one of level 4")
		}
		if b, err = f.top.fill(int64(h.name)); err != nil {
			return err
		}
		name, _, _ := bytes.Cut(b, []byte{0})
		if err := f.visitLevel4(h, string(name)); err != nil {
			return err
		}
	}
}

// visitLevel4 visits a variable, whose numbers follow.
func (f *matFile) visitLevel4(h level4Header, name string) error {
	p := *f.top
	p.at.member = name
	p.bare = matTag{kind: h.kind}
	size := p.matNumbers(p.bare).Size
	parts := 1
	if h.complex && h.class != sparseClass {
		parts = 2
	}
	if h.rows > 0 && h.columns > math.MaxInt/16/h.rows {
		return p.at.fail(0, fetchAgain, "%d × %d numbers", h.rows, h.columns)
	}
	total := int64(h.rows * h.columns * size * parts)
	a := matArray{class: h.class, complex: h.complex, dims: []int{h.rows, h.columns}}
	p.left = total
	var err error
	if h.class == sparseClass {
		a, err = p.triples(h, size, f.limits)
	} else {
		p.bare.size = total
	}
	if err != nil {
		return err
	}
	if err := f.take(&p, a, name, 0); err != nil {
		return err
	}
	return p.skip(p.left)
}
