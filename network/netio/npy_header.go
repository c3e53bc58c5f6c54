package netio

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// arrayHeader is the header of an .npy file.
//
// Source: NumPy Enhancement Proposal 1 and numpy.lib.format, versions 1.0 to 3.0.
type arrayHeader struct {
	descr   string // as in the file, such as '<f8'
	kind    byte   // f, i, u, b: numbers; U: UTF-32 text; S: bytes
	size    int    // bytes an item
	order   binary.ByteOrder
	fortran bool // the first index varies fastest
	shape   []int
}

// longestHeader bounds the header; NumPy itself refuses more than 10,000 bytes.
const longestHeader = 1 << 16

const saveAgain = "save it with numpy.save, numbers as float64 and names as str"

// items returns the number of items, which fits an int by parseShape.
func (h arrayHeader) items() int {
	n := 1
	for _, d := range h.shape {
		n *= d
	}
	return n
}

// subscripts sets the indices of item k in the order of the file.
func (h arrayHeader) subscripts(k int, to []int) {
	for i := range to {
		axis := i
		if !h.fortran {
			axis = len(to) - 1 - i
		}
		to[axis] = k % h.shape[axis]
		k /= h.shape[axis]
	}
}

// readArrayHeader reads the magic string, the version, and the dictionary.
func readArrayHeader(r io.Reader, at place) (arrayHeader, error) {
	const magic = "\x93NUMPY"
	var start [10]byte
	if err := readPart(r, start[:], at); err != nil {
		return arrayHeader{}, err
	}
	if string(start[:6]) != magic {
		return arrayHeader{}, at.fail(0, saveAgain, "this is no .npy file: it begins with %s", quote(start[:]))
	}
	length := int64(binary.LittleEndian.Uint16(start[8:]))
	switch major := start[6]; major {
	case 1:
	case 2, 3:
		var rest [2]byte
		if err := readPart(r, rest[:], at); err != nil {
			return arrayHeader{}, err
		}
		length += int64(binary.LittleEndian.Uint16(rest[:])) << 16
	default:
		return arrayHeader{}, at.fail(0, saveAgain, "version %d of .npy is unknown", major)
	}
	if length > longestHeader {
		return arrayHeader{}, at.fail(0, saveAgain, "the header has %d bytes, more than %d", length, longestHeader)
	}
	text := make([]byte, length)
	if err := readPart(r, text, at); err != nil {
		return arrayHeader{}, err
	}
	return parseArrayHeader(string(text), at)
}

// readPart fills the buffer with a part of the header.
func readPart(r io.Reader, buffer []byte, at place) error {
	_, err := io.ReadFull(r, buffer)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return at.fail(0, fetchAgain, "the array's header is cut short")
	}
	if err != nil {
		return at.wrap(err)
	}
	return nil
}

// parseArrayHeader reads the dictionary {'descr': …, 'fortran_order': …, 'shape': …},
// its keys in any order.
func parseArrayHeader(text string, at place) (arrayHeader, error) {
	fields, ok := parseDictionary(text)
	if !ok {
		return arrayHeader{}, at.fail(0, saveAgain, "the array's header %s is malformed", quote(text))
	}
	h := arrayHeader{fortran: fields["fortran_order"] == "True"}
	if !h.fortran && fields["fortran_order"] != "False" {
		return arrayHeader{}, at.fail(0, saveAgain, "fortran_order %s is neither True nor False", quote(fields["fortran_order"]))
	}
	if err := h.parseType(fields["descr"], at); err != nil {
		return arrayHeader{}, err
	}
	if h.shape, ok = parseShape(fields["shape"], h.size); !ok {
		return arrayHeader{}, at.fail(0, saveAgain, "shape %s is malformed or too large", quote(fields["shape"]))
	}
	return h, nil
}

// parseDictionary splits the literal of a flat Python dictionary into its three values,
// each of which it has once.
func parseDictionary(text string) (map[string]string, bool) {
	text = strings.TrimSpace(text)
	text, open := strings.CutPrefix(text, "{")
	text, closed := strings.CutSuffix(text, "}")
	fields := make(map[string]string)
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		key, rest, ok := strings.Cut(text, ":")
		key, quoted := unquote(strings.TrimSpace(key))
		if _, twice := fields[key]; !ok || !quoted || twice {
			return nil, false
		}
		fields[key], text = cutValue(strings.TrimSpace(rest))
	}
	for _, key := range []string{"descr", "fortran_order", "shape"} {
		if _, ok := fields[key]; !ok {
			return nil, false
		}
	}
	return fields, open && closed && len(fields) == 3
}

// unquote returns a Python string without the marks around it.
func unquote(text string) (string, bool) {
	if len(text) < 2 || (text[0] != '\'' && text[0] != '"') || text[len(text)-1] != text[0] {
		return "", false
	}
	return text[1 : len(text)-1], true
}

// cutValue returns the text up to the comma that ends a value, ignoring commas inside
// brackets or quotation marks, and the rest.
func cutValue(text string) (value, rest string) {
	depth, quoted := 0, byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quoted != 0:
			if c == quoted {
				quoted = 0
			}
		case c == '\'' || c == '"':
			quoted = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case c == ',' && depth == 0:
			return strings.TrimSpace(text[:i]), text[i+1:]
		}
	}
	return strings.TrimSpace(text), ""
}

// parseType reads a type such as '<f8': byte order, kind, and bytes an item.
func (h *arrayHeader) parseType(descr string, at place) error {
	h.descr = descr
	text, quoted := unquote(descr)
	h.order = binary.LittleEndian
	switch {
	case strings.HasPrefix(text, ">"):
		h.order = binary.BigEndian
		text = text[1:]
	case strings.HasPrefix(text, "<"), strings.HasPrefix(text, "|"):
		text = text[1:]
	}
	if quoted && len(text) >= 2 {
		var ok bool
		h.kind = text[0]
		if h.size, ok = parseCount(text[1:]); ok && h.size > 0 && h.supported() {
			return nil
		}
	}
	return at.fail(0, saveAgain, "data type %s is not supported", quote(descr))
}

// supported reports whether the kind comes in that size, and sets the bytes of a text.
func (h *arrayHeader) supported() bool {
	switch h.kind {
	case 'f':
		return h.size == 2 || h.size == 4 || h.size == 8
	case 'i', 'u':
		return h.size == 1 || h.size == 2 || h.size == 4 || h.size == 8
	case 'b':
		return h.size == 1
	case 'U':
		fits := h.size <= longestLabel
		h.size *= 4 // code points, of four bytes each
		return fits
	case 'S':
		return h.size <= longestLabel
	}
	return false
}

// mostDimensions is NumPy's limit.
const mostDimensions = 64

// parseShape reads a tuple of sizes. It returns an error if the number of bytes overflows an
// int.
func parseShape(text string, size int) ([]int, bool) {
	text, open := strings.CutPrefix(text, "(")
	text, closed := strings.CutSuffix(text, ")")
	if !open || !closed {
		return nil, false
	}
	shape := []int{}
	if strings.TrimSpace(text) == "" {
		return shape, true
	}
	total := uint64(size)
	parts := strings.Split(text, ",")
	if last := len(parts) - 1; last > 0 && strings.TrimSpace(parts[last]) == "" {
		parts = parts[:last] // (3,) and (3, 3,)
	}
	for _, part := range parts {
		d, ok := parseCount(strings.TrimSuffix(strings.TrimSpace(part), "L")) // Python 2 wrote 3L
		if !ok || len(shape) == mostDimensions {
			return nil, false
		}
		shape = append(shape, d)
		high, low := bits.Mul64(total, uint64(max(d, 1)))
		if high != 0 || low > math.MaxInt {
			return nil, false
		}
		total = low
	}
	return shape, true
}

// shapeTuple writes a shape as Python writes a tuple.
func shapeTuple(shape []int) string {
	var parts []string
	for _, d := range shape {
		parts = append(parts, strconv.Itoa(d))
	}
	if len(shape) == 1 {
		return "(" + parts[0] + ",)"
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
