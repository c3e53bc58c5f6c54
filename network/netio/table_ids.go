package netio

// idTable finds the numbers of neurons whose names are decimal identifiers, such as those of 18
// digits of a connectome: an open hash table, which takes one access to memory where a map of
// strings takes four.
type idTable struct {
	places []idPlace
	used   int
	shift  uint // 64 − log₂ of the number of places
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
	for _, c := range name {
		if c-'0' > 9 {
			return 0, false
		}
		id = 10*id + uint64(c-'0')
	}
	return id, true
}

// place returns where the identifier is, or where it would go: linear probing after
// multiplicative hashing (Knuth, The Art of Computer Programming, vol. 3, section 6.4).
func (t *idTable) place(id uint64) *idPlace {
	const golden = 0x9e3779b97f4a7c15
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
