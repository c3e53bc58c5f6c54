package netio

import (
	"encoding/binary"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestIDTable compares the table with a map, for identifiers near each other and far apart.
func TestIDTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOf(rapid.OneOf(rapid.Uint64Range(0, 50), rapid.Uint64Range(720575940600000000, 720575940600000300),
			rapid.Uint64Range(0, 9999999999999999999))).Draw(t, "ids")
		table, want := newIDTable(), map[uint64]int{}
		for _, id := range ids {
			if _, ok := want[id]; !ok {
				table.add(id, len(want))
				want[id] = len(want)
			}
		}
		for id, number := range want {
			if got, ok := table.find(id); !ok || got != number {
				t.Errorf("identifier %d: %d, %v, want %d", id, got, ok, number)
			}
			if _, ok := want[id+1]; !ok {
				if _, found := table.find(id + 1); found {
					t.Errorf("identifier %d is not there", id+1)
				}
			}
		}
	})
}

func TestParseID(t *testing.T) {
	for _, c := range []struct {
		name string
		ok   bool
	}{
		{"0", true}, {"720575940612345678", true}, {"9999999999999999999", true},
		{"", false}, {"00", false}, {"07", false}, {"+7", false}, {"-7", false}, {"7 ", false}, {"7a", false}, {"10000000000000000000", false},
	} {
		id, ok := parseID([]byte(c.name))
		if ok != c.ok || ok && strconv.FormatUint(id, 10) != c.name {
			t.Errorf("%q: %d, %v", c.name, id, ok)
		}
	}
}

// TestEightDigits compares the number of eight characters with that of strconv.
func TestEightDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.StringMatching(`[0-9]{8}`).Draw(t, "digits"))
		if rapid.Bool().Draw(t, "wrong") {
			text[rapid.IntRange(0, 7).Draw(t, "place")] = rapid.Byte().Draw(t, "character")
		}
		want, err := strconv.ParseUint(string(text), 10, 64)
		if got, ok := eightDigits(binary.LittleEndian.Uint64(text)); ok != (err == nil) || ok && got != want {
			t.Errorf("%q: %d, %v, want %d, %v", text, got, ok, want, err)
		}
	})
}
