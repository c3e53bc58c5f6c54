package noise

import (
	"encoding"
	"encoding/binary"
	"fmt"
	randv2 "math/rand/v2"

	"golang.org/x/exp/rand" // deprecated upstream; its Source is our contract, and stays in this file
)

// Source is a stream of random words for discrete choices. It implements the Source of
// golang.org/x/exp/rand and that of math/rand/v2, which gonum's distuv takes. Key.Source
// returns one; it is small, so that each choice can have its own. It is not safe for
// concurrent use.
type Source struct {
	key    [2]uint64 // seed, purpose
	stream [3]uint64 // a, b, c
	block  uint64    // the block that the next word is in
	drawn  uint8     // number of its words drawn so far, 0 to 3
	words  [4]uint64 // its words, valid where drawn is not 0
}

var (
	_ rand.Source                = (*Source)(nil)
	_ randv2.Source              = (*Source)(nil)
	_ encoding.BinaryMarshaler   = (*Source)(nil)
	_ encoding.BinaryUnmarshaler = (*Source)(nil)
)

// Source returns the stream (a, b, c) of k at its first word. Streams that differ in a,
// b, c or the key are independent. A stream has 2^66 words, after which it repeats. It
// panics unless the purpose is between 1 and 127.
func (k Key) Source(a, b, c uint64) *Source {
	k.checkPurpose()
	return &Source{key: [2]uint64{k.Seed, uint64(k.Purpose)}, stream: [3]uint64{a, b, c}}
}

// Uniform returns a uniform number in [0, 1), a multiple of 2^-53: the upper 53 bits of
// the first word of k.Source(a, b, c), as NumPy's Generator.random takes them. (math/rand/v2, hence
// distuv, takes the lower 53 bits of the same word.) It panics
// where Source does.
func (k Key) Uniform(a, b, c uint64) float64 {
	k.checkPurpose()
	w := Philox4x64([4]uint64{0, a, b, c}, [2]uint64{k.Seed, uint64(k.Purpose)})
	return float64(w[0]>>11) * 0x1p-53
}

// Uint64 returns the next word.
func (s *Source) Uint64() uint64 {
	if s.drawn == 0 {
		s.fill()
	}
	w := s.words[s.drawn]
	s.drawn++
	if s.drawn == 4 {
		s.drawn = 0
		s.block++
	}
	return w
}

func (s *Source) fill() {
	s.words = Philox4x64([4]uint64{s.block, s.stream[0], s.stream[1], s.stream[2]}, s.key)
}

// Seed makes s the stream of the same purpose and the same (a, b, c) under another seed,
// at its first word.
func (s *Source) Seed(seed uint64) {
	*s = Source{key: [2]uint64{seed, s.key[1]}, stream: s.stream}
}

// sourceTag begins an encoded Source. A different layout would have a different tag.
const (
	sourceTag  = "philox4x64:"
	sourceSize = len(sourceTag) + 6*8 + 1
)

// MarshalBinary encodes the key, the stream and the position of s. The error is always nil.
func (s *Source) MarshalBinary() ([]byte, error) {
	data := make([]byte, 0, sourceSize)
	data = append(data, sourceTag...)
	for _, w := range [...]uint64{s.key[0], s.key[1], s.stream[0], s.stream[1], s.stream[2], s.block} {
		data = binary.BigEndian.AppendUint64(data, w)
	}
	return append(data, s.drawn), nil
}

// UnmarshalBinary sets s to an encoded Source. It returns an error, and leaves s unchanged,
// for data that MarshalBinary did not return.
func (s *Source) UnmarshalBinary(data []byte) error {
	if len(data) != sourceSize {
		return fmt.Errorf("a random source takes %d bytes, not %d", sourceSize, len(data))
	}
	if tag := string(data[:len(sourceTag)]); tag != sourceTag {
		return fmt.Errorf("a random source starts with %q, not with %q", sourceTag, tag)
	}
	word := func(i int) uint64 { return binary.BigEndian.Uint64(data[len(sourceTag)+8*i:]) }
	t := Source{
		key:    [2]uint64{word(0), word(1)},
		stream: [3]uint64{word(2), word(3), word(4)},
		block:  word(5),
		drawn:  data[sourceSize-1],
	}
	if t.key[1] < 1 || t.key[1] > 127 {
		return fmt.Errorf("a random source has a purpose between 1 and 127, not %d", t.key[1])
	}
	if t.drawn > 3 {
		return fmt.Errorf("a random source is at word 0 to 3 of its block, not at %d", t.drawn)
	}
	if t.drawn != 0 {
		t.fill()
	}
	*s = t
	return nil
}
