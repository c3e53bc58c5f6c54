package network

import (
	"fmt"
	"math/bits"
)

// entryBlocks is a list of entries in blocks, all but the last of one length, a power of two.
type entryBlocks struct {
	blocks [][]Entry
	shift  int // log₂ of the length
	count  int // of all entries
}

// newEntryBlocks panics where the blocks have other lengths.
func newEntryBlocks(blocks [][]Entry) entryBlocks {
	b := entryBlocks{blocks: blocks}
	if len(blocks) > 0 {
		b.shift = bits.Len(uint(max(1, len(blocks[0])) - 1))
	}
	for k, block := range blocks {
		b.count += len(block)
		if length := 1 << b.shift; len(block) > length || k < len(blocks)-1 && len(block) < length {
			panic(fmt.Sprintf("network: block %d has %d entries instead of %d", k, len(block), length))
		}
	}
	return b
}

// at returns entry k of all.
func (b *entryBlocks) at(k int) *Entry {
	shift := b.shift & (bits.UintSize - 1)
	return &b.blocks[k>>shift][k&(1<<shift-1)]
}
