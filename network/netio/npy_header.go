package netio

import (
	"encoding/binary"
	"errors"
	"io"
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
