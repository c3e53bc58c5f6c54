package netio

import (
	"math"
	"unicode/utf16"
	"unicode/utf8"
)

// rows reads the rows of a matrix of characters, which is stored column after column.
func (f *matFile) rows(p *matPart, a matArray) (rows []string, ok bool, err error) {
	if a.items() == 0 {
		return nil, false, nil
	}
	t, err := p.tag()
	if err != nil || t.size > f.textLeft {
		return nil, false, err
	}
	data, err := p.bytes(t, f.textLeft)
	if err != nil {
		return nil, false, err
	}
	if !f.spend(len(data) + matStringBytes*a.dims[0]) {
		return nil, false, nil
	}
	if t.kind == matUint16 || t.kind == matUTF16 {
		units := make([]uint16, len(data)/2)
		for k := range units {
			units[k] = p.order.Uint16(data[2*k:])
		}
		rows, ok = splitRows(units, a, utf16.Decode)
		return rows, ok, nil
	}
	runes, ok := p.decode(t.kind, data)
	if ok {
		rows, ok = splitRows(runes, a, func(row []rune) []rune { return row })
	}
	return rows, ok, nil
}

// splitRows returns the rows of a matrix of characters. A character beyond 16 bits counts as two
// units in MATLAB, each in a column of its own, and as one in SciPy.
func splitRows[T uint16 | rune](chars []T, a matArray, decode func([]T) []rune) (rows []string, ok bool) {
	count := a.dims[0]
	if count > 1 && len(chars) != a.items() {
		return nil, false
	}
	row := make([]T, 0, len(chars)/count)
	for i := range count {
		row = row[:0]
		for k := i; k < len(chars); k += count {
			row = append(row, chars[k])
		}
		rows = append(rows, string(decode(row)))
	}
	return rows, true
}

// decode returns the characters of an element of that type, one of 8 or 32 bits or, in level
// 4, of numbers.
func (p *matPart) decode(kind uint32, data []byte) (chars []rune, ok bool) {
	switch {
	case kind == matUTF8 || (kind == matInt8 || kind == matUint8) && utf8.Valid(data):
		return []rune(string(data)), utf8.Valid(data)
	case kind == matInt8 || kind == matUint8: // Latin-1
		for _, b := range data {
			chars = append(chars, rune(b))
		}
	case kind == matUTF32 || kind == matUint32:
		for ; len(data) >= 4; data = data[4:] {
			chars = append(chars, rune(p.order.Uint32(data)))
		}
	case kind == matDouble:
		for ; len(data) >= 8; data = data[8:] {
			chars = append(chars, rune(math.Float64frombits(p.order.Uint64(data))))
		}
	default:
		return nil, false
	}
	return chars, true
}
