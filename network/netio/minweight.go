package netio

import (
	"math"
	"strconv"

	"noiseprune/network"
)

// leaveOutWeak leaves out the connections with |W| below the least. Of an edge list without
// labels of its own the neurons that have no connection left are left out too, as if the rows had
// not been there.
func (m *Matrix) leaveOutWeak(least float64, at place) error {
	if !(least > 0) || math.IsInf(least, 0) {
		return at.fail(0, "give a positive number", "the least weight is %v", least)
	}
	var kept []network.Entry
	for _, e := range m.Weights.Entries() {
		if math.Abs(e.Weight) >= least {
			kept = append(kept, e)
		}
	}
	connections, neurons := m.Weights.Stored()-len(kept), m.Weights.Order()
	if len(kept) == 0 {
		return at.fail(0, "give a smaller --min-weight", "no connection has a weight of at least %v", least)
	}
	if m.listed {
		m.renumber(kept)
	}
	var err error
	if m.Weights, err = network.NewCSR(m.order(neurons), kept); err != nil {
		return err
	}
	m.note("%s of %s below %v left out, and with them %s", thousands(connections),
		counted(connections+len(kept), "connection"), least, counted(neurons-m.Weights.Order(), "neuron"))
	return nil
}

// order returns the number of neurons that are left of n.
func (m *Matrix) order(n int) int {
	if m.Labels != nil {
		return len(m.Labels)
	}
	return n
}

// renumber leaves out the neurons that no entry names. Neurons without labels are named by their
// index before, unless all are left.
func (m *Matrix) renumber(entries []network.Entry) {
	n := m.Weights.Order()
	used := make([]bool, n)
	for _, e := range entries {
		used[e.Target], used[e.Source] = true, true
	}
	index, labels := make([]int, n), make([]string, 0, n)
	for i := range n {
		index[i] = len(labels)
		switch {
		case !used[i]:
		case m.Labels != nil:
			labels = append(labels, m.Labels[i])
		default:
			labels = append(labels, strconv.Itoa(i))
		}
	}
	if len(labels) == n {
		return
	}
	m.Labels = labels
	for k := range entries {
		entries[k].Target, entries[k].Source = index[entries[k].Target], index[entries[k].Source]
	}
}
