package netio

import (
	"math"

	"noiseprune/internal/npy"
)

// matNumbers returns how the numbers of an element are stored, in the terms of .npy arrays. Kind
// is 0 where they are no numbers.
func (p *matPart) matNumbers(t matTag) *arrayReader {
	kinds := [...]struct {
		kind byte
		size int
	}{1: {'i', 1}, 2: {'u', 1}, 3: {'i', 2}, 4: {'u', 2}, 5: {'i', 4}, 6: {'u', 4}, 7: {'f', 4}, 9: {'f', 8}, 12: {'i', 8}, 13: {'u', 8}}
	if t.kind >= uint32(len(kinds)) {
		return &arrayReader{}
	}
	k := kinds[t.kind]
	return &arrayReader{Header: npy.Header{Kind: k.kind, Size: k.size, Order: p.order}}
}

// numbers reads an element of numbers, as float64. MATLAB stores those of any class in the
// shortest type that holds all of them. Their count must be at least `least`; where exact, not more.
func (p *matPart) numbers(least int, exact bool, visit func(k int, v float64) error) error {
	t, err := p.tag()
	if err != nil {
		return err
	}
	a := p.matNumbers(t)
	if a.Kind == 0 {
		return p.at.fail(0, matWriteAgain, "an element of type %d stands where numbers are expected", t.kind)
	}
	if items := t.size / int64(a.Size); items < int64(least) || exact && items > int64(least) || t.size%int64(a.Size) != 0 {
		return p.at.fail(0, fetchAgain, "%d bytes of numbers of %d bytes, not the %d numbers that the array has", t.size, a.Size, least)
	}
	k := 0
	return p.blocks(t, a.Size, func(block []byte) error {
		for ; len(block) > 0; block = block[a.Size:] {
			if err := visit(k, a.number(block[:a.Size])); err != nil {
				return err
			}
			k++
		}
		return nil
	})
}

// indices reads an element of integers of at most four bytes, after check has accepted their count. One
// beyond int32 becomes the largest int32. Memory grows with the data.
func (p *matPart) indices(check func(items int) error) ([]int32, error) {
	t, err := p.tag()
	if err != nil {
		return nil, err
	}
	a := p.matNumbers(t)
	if a.Kind != 'i' && a.Kind != 'u' || a.Size > 4 || t.size%int64(a.Size) != 0 {
		return nil, p.at.fail(0, matWriteAgain, "an element of type %d and %d bytes stands where integers are expected", t.kind, t.size)
	}
	if err := check(int(t.size) / a.Size); err != nil {
		return nil, err
	}
	var all []int32
	err = p.blocks(t, a.Size, func(block []byte) error {
		for ; len(block) > 0; block = block[a.Size:] {
			all = append(all, int32(min(a.number(block[:a.Size]), math.MaxInt32)))
		}
		return nil
	})
	return all, err
}
