package netio

import (
	"noiseprune/network"
)

// repeats decides about rows for the same pair. Where the rule is auto, it remembers a hash of
// the other columns of each entry, since these must tell the rows apart.
type repeats struct {
	rule    network.Duplicates
	columns []int // whose cells tell rows apart
	names   []string
	hashes  []uint64

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
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a, 64 bits
	h := uint64(offset)
	for _, k := range p.columns {
		for _, c := range row[k] {
			h = (h ^ uint64(c)) * prime
		}
		h = (h ^ 0xff) * prime // the end of a cell
	}
	p.hashes = append(p.hashes, h)
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
		if first, ok := seen[p.hashes[k]]; ok {
			return first, k, true
		}
		seen[p.hashes[k]] = k
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
