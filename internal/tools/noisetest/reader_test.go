package main

import (
	"encoding/binary"
	"io"
	"testing"
)

// TestReader: bytes are words in the order of this machine, whatever is read at a time.
func TestReader(t *testing.T) {
	next := uint32(0)
	r := newReader(func(words []uint32) {
		for i := range words {
			words[i] = next
			next++
		}
	})
	data := make([]byte, 4*portion+12)
	for done := 0; done < len(data); done += 7 {
		if _, err := io.ReadFull(r, data[done:min(done+7, len(data))]); err != nil {
			t.Fatal(err)
		}
	}
	for _, i := range []int{0, 1, portion - 1, portion, portion + 2} {
		if got := binary.NativeEndian.Uint32(data[4*i:]); got != uint32(i) {
			t.Errorf("word %d is %d", i, got)
		}
	}
}
