package krylov

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Checkpoint keeps where an iteration stands, so that it can be interrupted and continued, by another
// process too, with the same bits. A *resume.Checkpoint is one.
type Checkpoint interface {
	// Restore hands the state that was kept to decode, and reports whether there was one. units says how
	// much progress it stands for: none, as no iteration knows how long it will take.
	Restore(decode func(state []byte) error, units func() int64) (bool, error)
	// Between is called between two steps. It may keep the state. Its error ends the iteration, which
	// returns it.
	Between(state func() []byte) error
}

// resumable is an iteration between two steps. Its encoding is
//
//	tag      8 bytes, which name the method and the version of the encoding
//	counts   8 bytes each
//	numbers  8 bytes each
//
// with all words little-endian.
type resumable interface {
	tag() string
	counts() []uint64
	// setCounts is the inverse of counts. It reports false for counts that do not fit the request.
	setCounts(counts []uint64) bool
	// numbers are the places of all else, whose lengths follow from the request and the counts.
	numbers() [][]float64
}

// restore lets the iteration stand where the checkpoint says, and reports whether that says something.
func restore(c Checkpoint, s resumable) (bool, error) {
	if c == nil {
		return false, nil
	}
	return c.Restore(func(state []byte) error { return decode(s, state) }, func() int64 { return 0 })
}

// between passes the checkpoint.
func between(c Checkpoint, s resumable) error {
	if c == nil {
		return nil
	}
	return c.Between(func() []byte { return encode(s) })
}

func encode(s resumable) []byte {
	counts, numbers := s.counts(), s.numbers()
	data := make([]byte, 0, len(s.tag())+8*(len(counts)+total(numbers)))
	data = append(data, s.tag()...)
	for _, v := range counts {
		data = binary.LittleEndian.AppendUint64(data, v)
	}
	for _, list := range numbers {
		for _, v := range list {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
	}
	return data
}

// decode returns an error for what is not a state of this iteration, which is unusable then.
func decode(s resumable, data []byte) error {
	counts := s.counts()
	head := len(s.tag()) + 8*len(counts)
	if len(data) < head || string(data[:len(s.tag())]) != s.tag() {
		return fmt.Errorf("it is no state %q", s.tag())
	}
	for k := range counts {
		counts[k] = binary.LittleEndian.Uint64(data[len(s.tag())+8*k:])
	}
	if !s.setCounts(counts) {
		return fmt.Errorf("it is the state of another request: its counts are %d", counts)
	}
	numbers := s.numbers()
	if data = data[head:]; len(data) != 8*total(numbers) {
		return fmt.Errorf("%d numbers have %d bytes", total(numbers), len(data))
	}
	for _, list := range numbers {
		for i := range list {
			list[i] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:]))
		}
		data = data[8*len(list):]
	}
	return nil
}

func total(numbers [][]float64) int {
	sum := 0
	for _, list := range numbers {
		sum += len(list)
	}
	return sum
}

// flag is 1 for true.
func flag(v bool) uint64 {
	if v {
		return 1
	}
	return 0
}
