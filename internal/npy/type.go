package npy

import (
	"encoding/binary"
	"strings"
)

// parseType reads a type such as '<f8': byte order, kind, and bytes an item.
func (h *Header) parseType(descr string) error {
	h.Descr = descr
	text, quoted := unquote(descr)
	h.Order = binary.LittleEndian
	switch {
	case strings.HasPrefix(text, ">"):
		h.Order = binary.BigEndian
		text = text[1:]
	case strings.HasPrefix(text, "<"), strings.HasPrefix(text, "|"):
		text = text[1:]
	}
	if quoted && len(text) >= 2 {
		var ok bool
		h.Kind = text[0]
		if h.Size, ok = parseCount(text[1:]); ok && h.Size > 0 && h.supported() {
			return nil
		}
	}
	return malformed("data type %s is not supported", quote(descr))
}

// supported reports whether the kind comes in that size, and sets the bytes of a text.
func (h *Header) supported() bool {
	switch h.Kind {
	case 'f':
		return h.Size == 2 || h.Size == 4 || h.Size == 8
	case 'i', 'u':
		return h.Size == 1 || h.Size == 2 || h.Size == 4 || h.Size == 8
	case 'b':
		return h.Size == 1
	case 'U':
		fits := h.Size <= LongestText
		h.Size *= 4 // code points, of four bytes each
		return fits
	case 'S':
		return h.Size <= LongestText
	}
	return false
}
