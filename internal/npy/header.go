// Package npy reads and writes the headers of NumPy's .npy files, and arrays of text.
//
// Source: NumPy Enhancement Proposal 1 and numpy.lib.format, versions 1.0 to 3.0.
package npy

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// Header is the header of an .npy file.
type Header struct {
	Descr   string // as in the file, such as '<f8'
	Kind    byte   // f, i, u, b: numbers; U: UTF-32 text; S: bytes
	Size    int    // bytes an item
	Order   binary.ByteOrder
	Fortran bool // the first index varies fastest
	Shape   []int
	Length  int64 // bytes of the header, after which the items begin
}

// Error is a header that is not valid, or not supported.
type Error struct{ What, Cure string }

// Error returns one line, "what; cure".
func (e *Error) Error() string { return e.What + "; " + e.Cure }

const (
	magic = "\x93NUMPY"
	// LongestDictionary bounds the dictionary; NumPy itself refuses more than 10,000 bytes.
	LongestDictionary = 1 << 16
	// LongestText bounds the characters of a string, and the bytes of one of kind S.
	LongestText = 1024
)

// malformed returns an error that numpy.save cures.
func malformed(what string, args ...any) error {
	return &Error{fmt.Sprintf(what, args...), "save it with numpy.save, numbers as float64 and names as str"}
}

// ReadHeader reads the magic string, the version, and the dictionary, and no byte more. A header that is
// malformed is an *Error; other errors are those of the reader.
func ReadHeader(r io.Reader) (Header, error) {
	var start [12]byte
	read := 10
	if err := readPart(r, start[:read]); err != nil {
		return Header{}, err
	}
	if string(start[:6]) != magic {
		return Header{}, malformed("this is no .npy file: it begins with %s", quote(string(start[:read])))
	}
	switch major := start[6]; major {
	case 1:
	case 2, 3:
		if err := readPart(r, start[read:]); err != nil {
			return Header{}, err
		}
		read = len(start)
	default:
		return Header{}, malformed("version %d of .npy is unknown", major)
	}
	length := int64(binary.LittleEndian.Uint32(start[8:])) // version 1 leaves its upper half zero
	if length > LongestDictionary {
		return Header{}, malformed("the header has %d bytes, more than %d", length, LongestDictionary)
	}
	text := make([]byte, length)
	if err := readPart(r, text); err != nil {
		return Header{}, err
	}
	h, err := parse(string(text))
	h.Length = int64(read) + length
	return h, err
}

// readPart fills the buffer with a part of the header.
func readPart(r io.Reader, buffer []byte) error {
	_, err := io.ReadFull(r, buffer)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{"the array's header is cut short", "fetch or write the file again"}
	}
	return err
}

// parse reads the dictionary {'descr': …, 'fortran_order': …, 'shape': …}, its keys in any order.
func parse(text string) (Header, error) {
	fields, ok := parseDictionary(text)
	if !ok {
		return Header{}, malformed("the array's header %s is malformed", quote(text))
	}
	h := Header{Fortran: fields["fortran_order"] == "True"}
	if !h.Fortran && fields["fortran_order"] != "False" {
		return Header{}, malformed("fortran_order %s is neither True nor False", quote(fields["fortran_order"]))
	}
	if err := h.parseType(fields["descr"]); err != nil {
		return Header{}, err
	}
	if h.Shape, ok = parseShape(fields["shape"], h.Size); !ok {
		return Header{}, malformed("shape %s is malformed or too large", quote(fields["shape"]))
	}
	return h, nil
}

// quote returns a piece of a file in one line, only its beginning where it is long.
func quote(piece string) string {
	const most = 40
	if len(piece) <= most {
		return strconv.Quote(piece)
	}
	return strconv.Quote(piece[:most]) + "…"
}
