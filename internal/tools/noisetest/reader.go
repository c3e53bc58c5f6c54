package main

import "encoding/binary"

// reader is an endless stream of bytes.
type reader struct {
	fill  filler
	words []uint32
	bytes []byte
	rest  []byte
}

func newReader(f filler) *reader {
	return &reader{fill: f, words: make([]uint32, portion), bytes: make([]byte, 4*portion)}
}

// Read returns the words in the byte order of this machine, in which a C program reads them.
func (r *reader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		r.fill(r.words)
		for i, w := range r.words {
			binary.NativeEndian.PutUint32(r.bytes[4*i:], w)
		}
		r.rest = r.bytes
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}
