package netio

import "encoding/binary"

// idTable finds the numbers of neurons whose names are decimal identifiers, such as those of 18
// digits of a connectome: an open hash table, which takes one access to memory where a map of
// strings takes four.
type idTable struct {
	places []idPlace
	used   int
	shift  uint // 64 − log₂ of the number of places
	loaded uint64
}

type idPlace struct {
	key    uint64 // identifier + 1; 0 for a free place
	number int
}

func newIDTable() *idTable { return &idTable{places: make([]idPlace, 16), shift: 60} }

// parseID returns the identifier that a name writes without sign and leading zeros, so that no other
// name is the same identifier.
func parseID(name []byte) (id uint64, ok bool) {
	if n := len(name); n == 0 || n > 19 || (name[0] == '0' && n > 1) {
		return 0, false
	}
	for len(name) >= 8 {
		eight, ok := eightDigits(binary.LittleEndian.Uint64(name))
		if !ok {
			return 0, false
		}
		id = 100_000_000*id + eight
		name = name[8:]
	}
	for _, c := range name {
		if c-'0' > 9 {
			return 0, false
		}
		id = 10*id + uint64(c-'0')
	}
	return id, true
}

// eightDigits returns the number that eight characters write, the first in the lowest byte, if all
// are digits: neighbouring digits are joined to numbers of two, four and eight (Lemire, Software:
// Practice and Experience 51, 1700 (2021)).
func eightDigits(text uint64) (number uint64, ok bool) {
	const (
		zeros = 0x3030303030303030
		high  = 0x8080808080808080
		two   = 0x000000ff000000ff
	)
	if ((text+0x4646464646464646)|(text-zeros))&high != 0 {
		return 0, false
	}
	n := text - zeros
	n = 10*n + n>>8
	n = (n&two*(100+1_000_000<<32) + n>>16&two*(1+10_000<<32)) >> 32
	return n, true
}

const golden = 0x9e3779b97f4a7c15 // 2⁶⁴ divided by the golden ratio

// load takes the place where the identifier is likely to be into the cache. It does not wait for the
// memory, so that many calls in turn take little more time than one.
func (t *idTable) load(id uint64) { t.loaded ^= t.places[id*golden>>t.shift].key }

// place returns where the identifier is, or where it would go: linear probing after
// multiplicative hashing (Knuth, The Art of Computer Programming, vol. 3, section 6.4).
func (t *idTable) place(id uint64) *idPlace {
	for k := id * golden >> t.shift; ; k++ {
		p := &t.places[k&uint64(len(t.places)-1)]
		if p.key == 0 || p.key == id+1 {
			return p
		}
	}
}

// find returns the number of the neuron.
func (t *idTable) find(id uint64) (number int, ok bool) {
	p := t.place(id)
	return p.number, p.key != 0
}

// add gives an identifier that is not there a number. At most two thirds of the places are used.
func (t *idTable) add(id uint64, number int) {
	if 3*t.used >= 2*len(t.places) {
		t.grow()
	}
	*t.place(id) = idPlace{id + 1, number}
	t.used++
}

func (t *idTable) grow() {
	old := t.places
	t.places = make([]idPlace, 2*len(old))
	t.shift--
	for _, p := range old {
		if p.key != 0 {
			*t.place(p.key - 1) = p
		}
	}
}
