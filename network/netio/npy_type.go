package netio

import (
	"encoding/binary"
	"strings"
)

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
