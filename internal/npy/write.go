package npy

import (
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// AppendHeader appends a header of version 1.0 for an array in C order, byte for byte as numpy.save
// writes it: with room for the first dimension to grow to 21 digits, and padded until the items begin
// at a multiple of 64 bytes. Its length therefore does not depend on the first dimension.
func AppendHeader(dst []byte, descr string, shape []int) []byte {
	text := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': %s, }", descr, Tuple(shape))
	if len(shape) > 0 {
		text += strings.Repeat(" ", 21-len(strconv.Itoa(shape[0])))
	}
	const prefix = magic + "\x01\x00"
	unpadded := len(prefix) + 2 + len(text) + 1
	text += strings.Repeat(" ", (64-unpadded%64)%64) + "\n"
	dst = append(dst, prefix...)
	dst = binary.LittleEndian.AppendUint16(dst, uint16(len(text)))
	return append(dst, text...)
}

// TextDescr returns the type of an array of these strings: '<U' and the characters of the longest.
func TextDescr(values []string) string { return fmt.Sprintf("<U%d", longest(values)) }

func longest(values []string) int {
	most := 1
	for _, s := range values {
		most = max(most, utf8.RuneCountInString(s))
	}
	return most
}

// WriteText writes the items of an array of type TextDescr(values): UTF-32, filled up with zeros.
func WriteText(w io.Writer, values []string) error {
	item := make([]byte, 4*longest(values))
	for _, s := range values {
		at := 0
		for _, r := range s {
			binary.LittleEndian.PutUint32(item[at:], uint32(r))
			at += 4
		}
		clear(item[at:])
		if _, err := w.Write(item); err != nil {
			return err
		}
	}
	return nil
}
