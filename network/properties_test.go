package network

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

func TestDiagonallyDominant(t *testing.T) {
	third := matrix([]float64{0, 0.1, 0.2}, []float64{0.1, 0, 0}, []float64{0, -0.1, 0})
	tests := []struct {
		reason string
		w      *CSR
		leak   []float64
		want   bool
	}{
		{"equal up to rounding: 0.1 + 0.2 > 0.3", third, []float64{0.3, 0.1, 0.1}, true},
		{"short by a billionth", third, []float64{0.3 - 1e-9, 0.1, 0.1}, false},
		{"more", third, []float64{1, 1, 1}, true},
		{"one row short", third, []float64{1, 1, 0.05}, false},
		{"a positive diagonal dominates in size, but is no leak", third, []float64{1, 1, -1}, false},
		{"self-excitation uses up the leak", matrix([]float64{1, 1}, []float64{1, 0}), []float64{1.5, 1}, false},
		{"self-inhibition adds to it", matrix([]float64{-1, 1}, []float64{1, 0}), []float64{0, 1}, true},
		{"nothing to dominate", matrix([]float64{0}), []float64{0}, true},
	}
	for _, test := range tests {
		if got := linear(test.w, test.leak).DiagonallyDominant(); got != test.want {
			t.Errorf("%s: %v", test.reason, got)
		}
	}
}

func TestNormal(t *testing.T) {
	tests := []struct {
		reason string
		w      *CSR
		leak   float64
		want   bool
	}{
		{"symmetric", matrix([]float64{0, 1}, []float64{1, 0}), 2, true},
		{"antisymmetric", matrix([]float64{0, 1}, []float64{-1, 0}), 2, true},
		{"one way", matrix([]float64{0, 1}, []float64{0, 0}), 2, false},
		{"a ring, one way", must(Ring{50, []float64{0.1, 0.7}, nil}.Generate(nil)), 3, true},
		{"a ring with weights of no short binary form", must(Ring{50, []float64{0.1, 0.7}, []float64{1.0 / 3}}.Generate(nil)), 3, true},
		{"almost symmetric", matrix([]float64{0, 1}, []float64{1 + 1e-9, 0}), 2, false},
		{"zero", matrix([]float64{0, 0}, []float64{0, 0}), 0, true},
	}
	for _, test := range tests {
		n := linear(test.w, UniformLeak(test.w.Order(), test.leak))
		if got := n.Normal(); got != test.want {
			t.Errorf("%s: %v", test.reason, got)
		}
	}
	// A normal W is no longer one beside a leak that differs between neurons.
	w := must(Ring{5, []float64{1}, nil}.Generate(nil))
	if linear(w, []float64{1, 1, 1, 1, 2}).Normal() {
		t.Error("a directed ring with unequal leaks is called normal")
	}
}

func TestNormalAgreesWithTheDenseCommutator(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, 5)
		a := n.Dense()
		var left, right mat.Dense
		left.Mul(a, a.T())
		right.Mul(a.T(), a)
		// All numbers are multiples of 1/4, so that the products are exact.
		if want := mat.Equal(&left, &right); n.Normal() != want {
			t.Fatalf("Normal is %v for\n%v", n.Normal(), mat.Formatted(a))
		}
	})
}

// One weight among 40,000 decides, and the cost is a few sparse products.
func TestNormalSeesOneWeight(t *testing.T) {
	const n = 2000
	weights := make([]float64, 20)
	for k := range weights {
		weights[k] = 1 / float64(k+3)
	}
	w := must(Ring{n, weights, nil}.Generate(nil))
	if !linear(w, UniformLeak(n, 5)).Normal() {
		t.Error("a ring is normal")
	}
	entries := w.Entries()
	entries[n] = Entry{entries[n].Target, entries[n].Source, math.Nextafter(entries[n].Weight, 1) + 1e-8}
	if linear(must(NewCSR(n, entries)), UniformLeak(n, 5)).Normal() {
		t.Error("one weight changed by 1e-8 goes unnoticed")
	}
}

// The properties do not depend on the numbering of the neurons.
func TestPropertiesDoNotDependOnTheNumbering(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, 7)
		p := permuted(n, rapid.Permutation(numbers(n.Neurons())).Draw(t, "order"))
		if n.Symmetric() != p.Symmetric() || n.Normal() != p.Normal() || n.DiagonallyDominant() != p.DiagonallyDominant() {
			t.Fatalf("symmetric %v %v, normal %v %v, dominant %v %v", n.Symmetric(), p.Symmetric(),
				n.Normal(), p.Normal(), n.DiagonallyDominant(), p.DiagonallyDominant())
		}
		if n.Gershgorin() != p.Gershgorin() { // all sums are exact here
			t.Fatalf("bounds %+v and %+v", n.Gershgorin(), p.Gershgorin())
		}
		transposed := linear(n.Weights().Transpose(), n.Leak())
		b := transposed.Gershgorin()
		if transposed.Normal() != n.Normal() || (Bounds{Rows: b.Columns, Columns: b.Rows}) != n.Gershgorin() {
			t.Fatal("transposing changes more than rows into columns")
		}
	})
}

func numbers(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// permuted renames neuron i to order[i].
func permuted(n *Network, order []int) *Network {
	entries := n.Weights().Entries()
	leak := make([]float64, len(order))
	for i, d := range n.Leak() {
		leak[order[i]] = d
	}
	for k, e := range entries {
		entries[k] = Entry{order[e.Target], order[e.Source], e.Weight}
	}
	return linear(must(NewCSR(n.Neurons(), entries)), leak)
}

func BenchmarkNormal(b *testing.B) {
	w := must(Random{Neurons: 5000, Degree: 200, Mean: 0, SD: 1}.Generate(seeded(1)))
	n := linear(w, UniformLeak(5000, 1))
	for b.Loop() {
		n.Normal()
	}
}
