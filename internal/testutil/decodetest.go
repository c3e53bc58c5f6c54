package testutil

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// MustRefuse returns a function that fails the test unless decode returns an error that
// contains want for the data. why names what is wrong with them. decode may also check that
// the target is unchanged.
func MustRefuse(t testing.TB, decode func(why string, data []byte) error) func(why string, data []byte, want string) {
	return func(why string, data []byte, want string) {
		t.Helper()
		if err := decode(why, data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", why, err, want)
		}
	}
}

// ReplaceWord returns a copy of the data in which the 8 bytes at offset `at` hold value,
// little-endian.
func ReplaceWord(data []byte, at int, value uint64) []byte {
	data = bytes.Clone(data)
	binary.LittleEndian.PutUint64(data[at:], value)
	return data
}
