package netio

import (
	"bytes"
	"math"
	"math/bits"
)

// matClass is the class of a MATLAB array.
type matClass uint8

// The classes of level 5.
const (
	cellClass     matClass = 1
	structClass   matClass = 2
	objectClass   matClass = 3
	charClass     matClass = 4
	sparseClass   matClass = 5
	doubleClass   matClass = 6
	uint64Class   matClass = 15
	functionClass matClass = 16
	opaqueClass   matClass = 17
)

// matArray is what an array begins with.
type matArray struct {
	class   matClass
	logical bool
	complex bool
	dims    []int // at least two
	name    string
}

const (
	matLongestName = 128 // twice MATLAB's limit
	matMostDims    = 64
)

// array reads the beginning of an array.
func (p *matPart) array() (matArray, error) {
	if p.left == 0 {
		return matArray{class: doubleClass, dims: []int{0, 0}}, nil // an empty cell
	}
	t, err := p.tag()
	if err != nil {
		return matArray{}, err
	}
	if t.kind != matUint32 || t.size != 8 || t.small {
		return matArray{}, p.at.fail(0, matWriteAgain, "an array does not begin with its flags")
	}
	b, err := p.fill(8)
	if err != nil {
		return matArray{}, err
	}
	const complexFlag, logicalFlag = 0x800, 0x200
	flags := p.order.Uint32(b)
	a := matArray{class: matClass(flags), complex: flags&complexFlag != 0, logical: flags&logicalFlag != 0}
	if a.class == opaqueClass {
		a.dims = []int{1, 1} // they are elsewhere
	} else if a.dims, err = p.dims(); err != nil {
		return matArray{}, err
	}
	a.name, err = p.name()
	return a, err
}

// dims reads the dimensions, without those of 1 behind the second.
func (p *matPart) dims() ([]int, error) {
	read, err := p.indices(func(items int) error {
		if items < 2 || items > matMostDims {
			return p.at.fail(0, matWriteAgain, "an array of %d dimensions", items)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for len(read) > 2 && read[len(read)-1] == 1 {
		read = read[:len(read)-1]
	}
	dims := make([]int, len(read))
	for k, d := range read {
		if d < 0 {
			return nil, p.at.fail(0, fetchAgain, "a dimension is %d", d)
		}
		dims[k] = int(d)
	}
	return dims, nil
}

// name reads the name of an array, which is empty within another.
func (p *matPart) name() (string, error) {
	t, err := p.tag()
	if err != nil {
		return "", err
	}
	if t.kind != matInt8 && t.kind != matUint8 && t.kind != matUTF8 {
		return "", p.at.fail(0, matWriteAgain, "an element of type %d stands where a name is expected", t.kind)
	}
	b, err := p.bytes(t, matLongestName)
	if end := bytes.IndexByte(b, 0); end >= 0 {
		b = b[:end]
	}
	return string(b), err
}

// items returns the number of items, at most the largest int.
func (a matArray) items() int {
	n := uint64(1)
	for _, d := range a.dims {
		high, low := bits.Mul64(n, uint64(d))
		if n = low; high != 0 || low > math.MaxInt {
			n = math.MaxInt
		}
	}
	return int(n)
}

// isMatrix reports whether the array can be a weight matrix: square, of real numbers.
func (a matArray) isMatrix() bool {
	return a.class >= sparseClass && a.class <= uint64Class && !a.complex && len(a.dims) == 2 && a.dims[0] == a.dims[1] && a.dims[0] > 0
}
