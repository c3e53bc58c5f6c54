package netio

import (
	"encoding/binary"

	"noiseprune/network"
)

// repeats decides about rows for the same pair. Where the rule is auto, it remembers a hash of
// the other columns of each entry, since these must tell the rows apart.
type repeats struct {
	rule    network.Duplicates
	columns []int // whose cells tell rows apart
	names   []string
	hashes  blockList[uint64]

	pairs int // pairs with several rows
	rows  int // in them
}

func newRepeats(rule network.Duplicates, r *roles, h header) repeats {
	p := repeats{rule: rule}
	if rule != network.AutoDuplicates {
		return p
	}
	for _, k := range r.unused(h) {
		if h.plain[k] != "id" && h.plain[k] != "index" {
			p.columns = append(p.columns, k)
		}
	}
	if r.transmitter >= 0 {
		p.columns = append(p.columns, r.transmitter)
	}
	for _, c := range r.where {
		p.columns = append(p.columns, c.column)
	}
	for _, k := range p.columns {
		p.names = append(p.names, h.names[k])
	}
	return p
}

// add notes the row of the next entry.
func (p *repeats) add(row [][]byte) {
	if len(p.columns) == 0 {
		return
	}
	h := uint64(0)
	for _, k := range p.columns {
		h = hashCell(h, row[k])
	}
	p.hashes.add(h)
}

// hashCell returns a hash of a cell and of the cells before it, whose hash is h: eight bytes at a
// time, each mixed by a multiplication (Steele & Vigna, Software: Practice and Experience 52, 443 (2022))
// and a shift. Cells that differ have different hashes but for one pair in 2⁶⁴.
func hashCell(h uint64, cell []byte) uint64 {
	const multiplier = 0xd1342543de82ef95
	for ; len(cell) >= 8; cell = cell[8:] {
		h = (h ^ binary.LittleEndian.Uint64(cell)) * multiplier
		h ^= h >> 32
	}
	last := uint64(len(cell)+1) << 56 // no text has the same last word as one that is longer by zeros
	if cap(cell) >= 8 {               // what is behind the cell does no harm
		last |= binary.LittleEndian.Uint64(cell[:8]) & (1<<(8*len(cell)) - 1)
	} else {
		for k, c := range cell {
			last |= uint64(c) << (8 * k)
		}
	}
	h = (h ^ last) * multiplier
	return h ^ h>>32
}

// refused returns two entries of a group for the same pair that must not be summed.
func (p *repeats) refused(group []int) (first, again int, refused bool) {
	p.pairs++
	p.rows += len(group)
	switch {
	case p.rule == network.SumDuplicates:
		return 0, 0, false
	case p.rule == network.RefuseDuplicates, len(p.columns) == 0:
		return group[0], group[1], true
	}
	seen := make(map[uint64]int, len(group))
	for _, k := range group {
		hash := p.hashes.at(k)
		if first, ok := seen[hash]; ok {
			return first, k, true
		}
		seen[hash] = k
	}
	return 0, 0, false
}

// cure says what can be done about a pair that is refused.
func (p *repeats) cure() string {
	if p.rule == network.RefuseDuplicates {
		return "keep one of them, or sum them with --duplicates sum"
	}
	return "keep one of them, or their sum, as --duplicates sum does"
}
