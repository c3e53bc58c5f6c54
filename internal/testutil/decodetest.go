package testutil

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// MustRefuse returns what demands of an encoding that decode refuses it with an error that
// contains `want`. why says what is wrong with it. decode returns the decoder's error,
// after a look at what must not have changed.
func MustRefuse(t testing.TB, decode func(why string, data []byte) error) func(why string, data []byte, want string) {
	return func(why string, data []byte, want string) {
		t.Helper()
		if err := decode(why, data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", why, err, want)
		}
	}
}

// ReplaceWord returns a copy of the data with another word at a byte, little-endian.
func ReplaceWord(data []byte, at int, value uint64) []byte {
	data = bytes.Clone(data)
	binary.LittleEndian.PutUint64(data[at:], value)
	return data
}
