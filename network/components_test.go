package network

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestComponents(t *testing.T) {
	w := matrix( // 0 ⇄ 2, both reach 1, nothing comes back; 3 ⇄ 4; 5 alone with itself
		[]float64{0, 0, 1, 0, 0, 0},
		[]float64{1, 0, 0, 0, 0, 0},
		[]float64{1, 0, 0, 0, 0, 0},
		[]float64{0, 0, 0, 0, 1, 0},
		[]float64{0, 0, 0, 1, 0, 0},
		[]float64{0, 0, 0, 0, 0, 1},
	)
	want := [][]int{{0, 2}, {1}, {3, 4}, {5}}
	if got := components(w); !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Two neurons share a component exactly where each reaches the other; every neuron is in
// one component.
func TestComponentsAgreeWithReachability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, _ := drawMatrix(t, 8)
		n := w.Order()
		component := slices.Repeat([]int{-1}, n)
		for k, members := range components(w) {
			for _, i := range members {
				if component[i] >= 0 {
					t.Fatalf("neuron %d is in two components", i)
				}
				component[i] = k
			}
		}
		reach := reachability(w)
		for i := range n {
			for j := range n {
				if got, want := component[i] == component[j], reach[i][j] && reach[j][i]; got != want || component[i] < 0 {
					t.Fatalf("neurons %d and %d together: %v, want %v", i, j, got, want)
				}
			}
		}
	})
}

// reachability is the transitive closure by Warshall's algorithm.
func reachability(w *CSR) [][]bool {
	n := w.Order()
	reach := make([][]bool, n)
	for i := range reach {
		reach[i] = make([]bool, n)
		for j := range n {
			reach[i][j] = i == j || w.At(i, j) != 0
		}
	}
	for k := range n {
		for i := range n {
			for j := range n {
				reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j])
			}
		}
	}
	return reach
}

// A long chain neither overflows a stack nor takes quadratic time.
func TestComponentsOfALongChain(t *testing.T) {
	const n = 300_000
	entries := make([]Entry, 0, n)
	for i := range n - 1 {
		entries = append(entries, Entry{Target: i, Source: i + 1, Weight: 1})
	}
	if got := len(components(must(NewCSR(n, entries)))); got != n {
		t.Errorf("%d components, want %d", got, n)
	}
	entries = append(entries, Entry{Target: n - 1, Source: 0, Weight: 1})
	if got := len(components(must(NewCSR(n, entries)))); got != 1 {
		t.Errorf("closed to a ring: %d components", got)
	}
}
