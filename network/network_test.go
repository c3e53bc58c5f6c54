package network

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

// linear returns a linear network without input.
func linear(w *CSR, leak []float64) *Network {
	return must(New(Parts{Weights: w, Leak: leak}))
}

// matrix returns the matrix with the given rows.
func matrix(rows ...[]float64) *CSR {
	var entries []Entry
	for i, row := range rows {
		for j, w := range row {
			entries = append(entries, Entry{Target: i, Source: j, Weight: w})
		}
	}
	return must(NewCSR(len(rows), entries))
}

func TestNewRefusesWhatIsNotFinite(t *testing.T) {
	w := matrix([]float64{0, 1}, []float64{1, 0})
	tests := []struct {
		reason string
		parts  Parts
		want   string
	}{
		{"leak", Parts{Weights: w, Leak: []float64{1, math.NaN()}}, "leak of neuron 1 is NaN; it must be finite"},
		{"input", Parts{Weights: w, Leak: []float64{1, 1}, Input: []float64{math.Inf(-1), 0}}, "input of neuron 0 is -Inf; it must be finite"},
	}
	for _, test := range tests {
		if n, err := New(test.parts); n != nil || err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.reason, err, test.want)
		}
	}
}

func TestNewPanicsOnLengths(t *testing.T) {
	w := matrix([]float64{0, 1}, []float64{1, 0})
	for reason, parts := range map[string]Parts{
		"no leak":     {Weights: w},
		"short input": {Weights: w, Leak: []float64{1, 1}, Input: []float64{1}},
		"many labels": {Weights: w, Leak: []float64{1, 1}, Labels: []string{"a", "b", "c"}},
	} {
		if !panics(func() { _, _ = New(parts) }) {
			t.Errorf("%s: no panic", reason)
		}
	}
}

func TestNetworkCounts(t *testing.T) {
	tests := []struct {
		reason          string
		weights         *CSR
		symmetric       bool
		synapses, edges int
	}{
		{"symmetric: an edge is a pair", matrix([]float64{0, 2}, []float64{2, 0}), true, 2, 1},
		{"self-connections are no edges", matrix([]float64{5, 2}, []float64{2, 5}), true, 2, 1},
		{"weights differ", matrix([]float64{0, 2}, []float64{3, 0}), false, 2, 2},
		{"one way", matrix([]float64{0, 2}, []float64{0, 7}), false, 1, 1},
		{"nothing", matrix([]float64{0, 0}, []float64{0, 0}), true, 0, 0},
	}
	for _, test := range tests {
		n := linear(test.weights, []float64{1, 2})
		if n.Symmetric() != test.symmetric || n.Synapses() != test.synapses || n.Edges() != test.edges {
			t.Errorf("%s: symmetric %v, %d synapses, %d edges; want %v, %d, %d", test.reason,
				n.Symmetric(), n.Synapses(), n.Edges(), test.symmetric, test.synapses, test.edges)
		}
	}
}

func TestDenseIsWeightsMinusLeak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, weights := drawMatrix(t, 6)
		leak := fixedVector(w.Order(), 7)
		n := linear(w, leak)
		want := mat.NewDense(w.Order(), w.Order(), nil)
		for p, v := range weights {
			want.Set(p[0], p[1], v)
		}
		for i, d := range leak {
			want.Set(i, i, want.At(i, i)-d)
		}
		if !mat.Equal(n.Dense(), want) {
			t.Fatalf("A is\n%v\nwant\n%v", mat.Formatted(n.Dense()), mat.Formatted(want))
		}
		for i, d := range n.Diagonal() {
			if d != want.At(i, i) {
				t.Fatalf("diagonal %d is %v, want %v", i, d, want.At(i, i))
			}
		}
		for i, sum := range n.Weights().RowSums() {
			direct := 0.0
			for j := range w.Order() {
				if j != i {
					direct += math.Abs(want.At(i, j))
				}
			}
			if sum != direct {
				t.Fatalf("row sum %d is %v, want %v", i, sum, direct)
			}
		}
	})
}

func TestLinearizedKeepsAllButTheActivation(t *testing.T) {
	p := Parts{
		Weights: matrix([]float64{0, 1}, []float64{1, 0}), Leak: []float64{2, 3},
		Input: []float64{4, 5}, Activation: Rectified, Labels: []string{"a", "b"},
	}
	n := must(New(p))
	l := n.Linearized()
	if l.Activation() != Linear || n.Activation() != Rectified {
		t.Errorf("activations %v, %v", l.Activation(), n.Activation())
	}
	if l.Symmetric() != n.Symmetric() || l.Weights() != n.Weights() || l.Label(1) != "b" ||
		!slices.Equal(l.Leak(), n.Leak()) || !slices.Equal(l.Input(), n.Input()) {
		t.Error("Linearized changes more than the activation")
	}
}

func TestLabelsDefaultToNumbers(t *testing.T) {
	n := linear(matrix([]float64{0, 1}, []float64{1, 0}), []float64{1, 1})
	if n.Labels() != nil || n.Label(1) != "1" || !slices.Equal(n.Input(), []float64{0, 0}) {
		t.Errorf("labels %v, label %q, input %v", n.Labels(), n.Label(1), n.Input())
	}
}

func TestActivationText(t *testing.T) {
	for _, a := range []Activation{Linear, Rectified} {
		if got, err := ParseActivation(a.String()); err != nil || got != a {
			t.Errorf("%v reads back as %v, %v", a, got, err)
		}
	}
	if _, err := ParseActivation("tanh"); err == nil || !strings.Contains(err.Error(), "choose linear or rectified") {
		t.Errorf("got %v", err)
	}
	if got := Activation(9).String(); got != "activation(9)" {
		t.Errorf("got %s", got)
	}
}
