package netio

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"noiseprune/internal/npy"
)

const saveAgain = "save it with numpy.save, numbers as float64 and names as str"

// text reads an array of strings, of no or one dimension: UTF-32 ('<U8') or bytes in
// UTF-8 ('|S8'), after check has accepted their count. Zeros at the end of an item are
// padding.
func (a *arrayReader) text(check func(items int) error) ([]string, error) {
	if len(a.Shape) > 1 || (a.Kind != 'U' && a.Kind != 'S') {
		return nil, a.at.fail(0, saveAgain, "an array of type %s and shape %s is no list of strings", a.Descr, npy.Tuple(a.Shape))
	}
	if err := check(a.Items()); err != nil {
		return nil, err
	}
	var all []string
	err := a.each(func(k int, item []byte) error {
		s, ok := a.decodeText(item)
		if !ok {
			return a.at.fail(0, saveAgain, "string %d (from 0) is not valid Unicode", k)
		}
		all = append(all, s)
		return nil
	})
	return all, err
}

func (a *arrayReader) decodeText(item []byte) (string, bool) {
	if a.Kind == 'S' {
		item = bytes.TrimRight(item, "\x00")
		return string(item), utf8.Valid(item)
	}
	var s strings.Builder
	for len(item) > 0 && a.Order.Uint32(item[len(item)-4:]) == 0 {
		item = item[:len(item)-4]
	}
	for ; len(item) > 0; item = item[4:] {
		point := a.Order.Uint32(item)
		if point > utf8.MaxRune || !utf8.ValidRune(rune(point)) {
			return "", false
		}
		s.WriteRune(rune(point))
	}
	return s.String(), true
}
