package network

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestRecurrent divides random graphs as paths do: i is on a cycle if a path of at least one synapse leads from another neuron to i
// and back.
func TestRecurrent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "n")
		edges := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) Entry {
			return Entry{rapid.IntRange(0, n-1).Draw(t, "target"), rapid.IntRange(0, n-1).Draw(t, "source"), 1}
		}), 0, 2*n, func(e Entry) [2]int { return [2]int{e.Target, e.Source} }).Draw(t, "edges")
		net := must(New(Parts{Weights: must(NewCSR(n, edges)), Leak: make([]float64, n)}))
		reach := make([][]bool, n) // reach[i][j]: a path leads from j to i, of length 0 for i = j
		for i := range reach {
			reach[i] = make([]bool, n)
			reach[i][i] = true
		}
		for range n {
			for _, e := range edges {
				for j := range n {
					reach[e.Target][j] = reach[e.Target][j] || reach[e.Source][j]
				}
			}
		}
		cyclic := make([]bool, n)
		for i := range n {
			for j := range n {
				cyclic[i] = cyclic[i] || i != j && reach[i][j] && reach[j][i]
			}
		}
		r := net.Recurrent()
		for i := range n {
			receives, sends := false, false
			for j := range n {
				receives = receives || cyclic[j] && reach[i][j]
				sends = sends || cyclic[j] && reach[j][i]
			}
			core, driven, upstream := slices.Contains(r.Core, i), slices.Contains(r.Driven, i), slices.Contains(r.Upstream, i)
			if core != (receives && sends) || driven != (receives && !sends) || upstream == receives {
				t.Fatalf("neuron %d: %+v", i, r)
			}
		}
		if !slices.IsSorted(r.Core) || len(r.Core)+len(r.Driven)+len(r.Upstream) != n {
			t.Fatalf("%+v", r)
		}
		for _, order := range [][]int{r.Driven, r.Upstream} {
			for k, i := range order {
				sources, _ := net.Weights().Row(i)
				for _, j := range sources {
					if slices.Contains(order[k+1:], int(j)) {
						t.Fatalf("%d comes before %d, which drives it: %+v", i, j, r)
					}
				}
			}
		}
	})
}

func TestRestrict(t *testing.T) {
	m := must(NewCSR(3, []Entry{{0, 1, 2}, {0, 2, 3}, {2, 0, 4}, {2, 2, 5}}))
	if want := must(NewCSR(2, []Entry{{0, 1, 3}, {1, 0, 4}, {1, 1, 5}})); !m.Restrict([]int{0, 2}).Equal(want) {
		t.Errorf("%+v", m.Restrict([]int{0, 2}))
	}
	if !m.Restrict([]int{0, 1, 2}).Equal(m) {
		t.Error("all neurons are another matrix")
	}
}
