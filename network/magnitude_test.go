package network

import (
	"math"
	"strings"
	"testing"
)

// TestNewRefusesWhatIsTooLarge: 1e308 and the like are finite, but sums and squares of them are not.
func TestNewRefusesWhatIsTooLarge(t *testing.T) {
	pair := matrix([]float64{0, 1}, []float64{2, 0})
	for _, row := range []struct {
		why   string
		parts Parts
		want  string
	}{
		{"one weight", Parts{Weights: matrix([]float64{0, 1e308}, []float64{1, 0})},
			"the magnitudes of the weights onto neuron 0 sum to more than 1e+150; the largest weight is 1e+308, from neuron 1; "},
		{"one weight, of a named neuron", Parts{Weights: matrix([]float64{0, 1}, []float64{-1e308, 0}), Labels: []string{"AVAL", "AVAR"}},
			"onto neuron AVAR sum to more than 1e+150; the largest weight is -1e+308, from neuron AVAL; "},
		{"weights onto a neuron, whose sum overflows", Parts{Weights: matrix([]float64{0, 1e308, 1.7e308}, []float64{0, 0, 0}, []float64{0, 0, 0})},
			"onto neuron 0 sum to more than 1e+150; the largest weight is 1.7e+308, from neuron 2; "},
		{"weights onto a neuron, each small enough", Parts{Weights: matrix([]float64{0, 6e149, -7e149}, []float64{0, 0, 0}, []float64{0, 0, 0})},
			"onto neuron 0 sum to more than 1e+150; the largest weight is -7e+149, from neuron 2; "},
		{"weights from a neuron", Parts{Weights: matrix([]float64{0, 0, 6e149}, []float64{0, 0, 8e149}, []float64{0, 0, 0})},
			"from neuron 2 sum to more than 1e+150; the largest weight is 8e+149, onto neuron 1; "},
		{"a self-connection", Parts{Weights: matrix([]float64{0, 1}, []float64{0, -1e200})},
			"onto neuron 1 sum to more than 1e+150; the largest weight is -1e+200, from neuron 1; "},
		{"a leak", Parts{Weights: pair, Leak: []float64{1, 1e308}}, "leak of neuron 1 is 1e+308, beyond 1e+150; "},
		{"an input", Parts{Weights: pair, Input: []float64{-1e308, 0}}, "input of neuron 0 is -1e+308, beyond 1e+150; "},
	} {
		if row.parts.Leak == nil {
			row.parts.Leak = UniformLeak(row.parts.Weights.Order(), 1)
		}
		n, err := New(row.parts)
		if n != nil || err == nil || !strings.Contains(err.Error(), row.want+"look for a missing-value sentinel") {
			t.Errorf("%s: got %v, want %s", row.why, err, row.want)
		}
	}
	w := matrix([]float64{0, 1e150}, []float64{-1e150, 0})
	if _, err := New(Parts{Weights: w, Leak: UniformLeak(2, 1e150), Input: UniformLeak(2, -1e150)}); err != nil {
		t.Errorf("at the limit: %v", err)
	}
}

// TestWeightsThatAreTooLargeGiveNoLeak: they are refused before a leak is made of their sums.
func TestWeightsThatAreTooLargeGiveNoLeak(t *testing.T) {
	w := matrix([]float64{0, 1e308, 1e308}, []float64{1e308, 0, 1}, []float64{1, 1, 0})
	for _, text := range []string{"auto", "dominant", "dominant:1", "diagonal", "3"} {
		for _, how := range []Symmetrization{AsStored, Mean, Larger} {
			d := Definition{Leak: must(ParseLeak(text)), Symmetrize: how}
			if net, _, err := d.Assemble(w, nil, nil); net != nil || err == nil || !strings.Contains(err.Error(), "onto neuron 0 sum to more than") {
				t.Errorf("%s, %v: got %v, %v", text, how, net, err)
			}
		}
	}
	if slack, err := DefaultSlack(w); err == nil {
		t.Errorf("slack %v", slack)
	}
}

// TestExtremeMagnitudes: everything that is known of a network scales with its rates, up to the
// largest and down to denormal numbers, of which only a few digits are left.
func TestExtremeMagnitudes(t *testing.T) {
	for _, n := range []int{6, 320} { // all eigenvalues, and Arnoldi's method
		for _, symmetric := range []bool{true, false} {
			at := func(exponent int) (Stability, TimeScales, bool) {
				var entries []Entry
				for i := range n {
					j := (i + 1) % n
					back := -0.5
					if symmetric {
						back = 1
					}
					entries = append(entries, Entry{i, j, math.Ldexp(1, exponent)}, Entry{j, i, math.Ldexp(back, exponent)})
				}
				net := linear(must(NewCSR(n, entries)), UniformLeak(n, math.Ldexp(2.0625, exponent)))
				s := net.Stability()
				scales, err := s.TimeScales()
				if err != nil {
					t.Fatalf("n=%d, symmetric %v, 2^%d: %v", n, symmetric, exponent, err)
				}
				return s, scales, net.Normal()
			}
			_, want, _ := at(0)
			for _, exponent := range []int{496, 300, -300, -510, -1000, -1060} {
				s, scales, _ := at(exponent)
				tolerance := 1e-9
				if exponent < -1022 {
					tolerance = 0.1
				}
				for name, pair := range map[string][2]float64{
					"slow": {scales.Slow, want.Slow}, "typical": {scales.Typical, want.Typical}, "fast": {scales.Fast, want.Fast},
				} {
					if got := math.Ldexp(pair[0], -exponent); !(math.Abs(got-pair[1]) <= tolerance*pair[1]) {
						t.Errorf("n=%d, symmetric %v, 2^%d: %s rate %v, want %v", n, symmetric, exponent, name, got, pair[1])
					}
				}
				if step := scales.LargestStep; !(step > 0) || math.IsInf(step, 0) {
					t.Errorf("n=%d, symmetric %v, 2^%d: largest step %v", n, symmetric, exponent, step)
				}
				if e := s.Extremes; e != nil && !(e.Slowest.Residual < 1e300) {
					t.Errorf("n=%d, symmetric %v, 2^%d: residual %v", n, symmetric, exponent, e.Slowest.Residual)
				}
			}
		}
	}
}

func TestNormOutsideTheRangeOfSquares(t *testing.T) {
	for _, row := range []struct {
		x    []float64
		want float64
	}{
		{[]float64{3, -4}, 5}, {[]float64{3e200, -4e200}, 5e200}, {[]float64{3e-200, 4e-200, 0}, 5e-200},
		{[]float64{0, 0}, 0}, {nil, 0}, {[]float64{5e-324}, 5e-324}, {[]float64{math.MaxFloat64}, math.MaxFloat64},
	} {
		if got := norm(row.x); !(math.Abs(got-row.want) <= 1e-15*row.want) {
			t.Errorf("‖%v‖ is %v, want %v", row.x, got, row.want)
		}
	}
}

// TestTypicalRateIsPositive: two of three neurons excite themselves by more than they leak, and the
// third stabilizes them.
func TestTypicalRateIsPositive(t *testing.T) {
	net := linear(matrix([]float64{1.1, -3, 0}, []float64{3, 1.1, -3}, []float64{0, 3, -4}), UniformLeak(3, 1))
	scales, err := net.TimeScales()
	if err != nil {
		t.Fatal(err)
	}
	if median := -0.1; scales.Typical <= median || scales.Typical != scales.Slow {
		t.Errorf("typical rate %v, slowest %v", scales.Typical, scales.Slow)
	}
}
