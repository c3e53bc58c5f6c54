package network

import "slices"

// components returns the strongly connected components of the graph of W: the maximal sets
// of neurons in which each is reachable from every other along synapses. With its neurons in
// a suitable order A is block triangular, with the components as its diagonal blocks,
// so its eigenvalues are those of the blocks. Each component is in ascending order.
// (Tarjan, SIAM J. Comput. 1(2), 1972, without recursion.)
func components(w *CSR) [][]int {
	s := &search{graph: w, index: make([]int, w.Order()), low: make([]int, w.Order()), next: make([]int, w.Order())}
	for i := range w.Order() {
		if s.index[i] == 0 {
			s.visit(i)
		}
	}
	return s.found
}

// search is the state of one depth-first search.
type search struct {
	graph *CSR
	index []int // order of discovery from 1; 0 before; closed once its component is found
	low   []int // smallest index known to be reachable
	next  []int // edges followed so far
	path  []int // from the root to the current neuron
	stack []int // discovered, not yet in a component
	count int
	found [][]int
}

// closed is larger than any index, so that it never lowers a low.
const closed = int(^uint(0) >> 1)

func (s *search) visit(root int) {
	s.discover(root)
	for len(s.path) > 0 {
		i := s.path[len(s.path)-1]
		sources, _ := s.graph.Row(i)
		if s.next[i] == len(sources) {
			s.leave(i)
			continue
		}
		j := int(sources[s.next[i]])
		s.next[i]++
		if s.index[j] == 0 {
			s.discover(j)
		} else {
			s.low[i] = min(s.low[i], s.index[j])
		}
	}
}

func (s *search) discover(i int) {
	s.count++
	s.index[i], s.low[i] = s.count, s.count
	s.path, s.stack = append(s.path, i), append(s.stack, i)
}

// leave ends the search at neuron i. If i reaches no neuron discovered before it, a component
// is complete.
func (s *search) leave(i int) {
	s.path = s.path[:len(s.path)-1]
	if len(s.path) > 0 {
		parent := s.path[len(s.path)-1]
		s.low[parent] = min(s.low[parent], s.low[i])
	}
	if s.low[i] != s.index[i] {
		return
	}
	first := len(s.stack) - 1
	for s.stack[first] != i {
		first--
	}
	component := slices.Clone(s.stack[first:])
	s.stack = s.stack[:first]
	for _, j := range component {
		s.index[j] = closed
	}
	slices.Sort(component)
	s.found = append(s.found, component)
}
