package compare_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/cmplx"
	"os"
	"testing"

	"noiseprune/compare"
	"noiseprune/network"
)

// fromDense makes the network of a matrix A, its diagonal as leak.
func fromDense(t testing.TB, a []float64) *network.Network {
	t.Helper()
	n := int(math.Sqrt(float64(len(a))))
	var entries []network.Entry
	leak := make([]float64, n)
	for i := range n {
		for j := range n {
			if i == j {
				leak[i] = -a[i*n+i]
			} else {
				entries = append(entries, network.Entry{Target: i, Source: j, Weight: a[i*n+j]})
			}
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: leak})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func agree(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range got {
		if math.Abs(got[i]-want[i]) > 1e-10*(1+math.Abs(want[i])) {
			t.Errorf("%s %d: %v, NumPy %v", what, i, got[i], want[i])
		}
	}
}

// TestMeasuresAgreeWithNumPy on a symmetric and two directed networks, one of which has
// an indefinite symmetric part and hence no worst case.
func TestMeasuresAgreeWithNumPy(t *testing.T) {
	text, err := os.ReadFile("testdata/spectra.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name        string
		A, Pruned   []float64
		EpsLambda   []float64  `json:"eps_lambda"`
		EpsV        []float64  `json:"eps_v"`
		CosTheta    []float64  `json:"cos_theta"`
		Summary     [5]float64 `json:"eps_v_summary"`
		Worst       *float64
		Active      []bool
		ActiveWorst *float64 `json:"active_worst"`
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		original, pruned := fromDense(t, c.A), fromDense(t, c.Pruned)
		reference, err := compare.NewEigendecomposition(original)
		if err != nil {
			t.Fatal(err)
		}
		lambda, err := reference.EpsLambda(pruned)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, c.Name+": ε_λ", lambda, c.EpsLambda)
		epsV, cosTheta := reference.QuadraticForms(pruned)
		agree(t, c.Name+": ε_v", epsV, c.EpsV)
		agree(t, c.Name+": cos θ", cosTheta, c.CosTheta)
		summary, err := compare.Summarize(epsV)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, c.Name+": summary", []float64{summary.Q1, summary.Median, summary.Q3, summary.Max, summary.Mean}, c.Summary[:])
		worst, err := compare.WorstCase(original, pruned)
		agreeWorst(t, c.Name+": worst case", worst, err, c.Worst)
		worst, err = compare.ActiveSetWorstCase(original, pruned, c.Active)
		agreeWorst(t, c.Name+": worst case of the active set", worst, err, c.ActiveWorst)
	}
}

func agreeWorst(t *testing.T, what string, got float64, err error, want *float64) {
	t.Helper()
	switch {
	case want == nil && !errors.Is(err, compare.ErrIndefinite):
		t.Errorf("%s is %v, error %v; want %v", what, got, err, compare.ErrIndefinite)
	case want != nil && err != nil:
		t.Errorf("%s: %v", what, err)
	case want != nil:
		agree(t, what, []float64{got}, []float64{*want})
	}
}

// TestScaledNetwork: with Ã = (1+δ)A every ε is δ and every angle 0.
func TestScaledNetwork(t *testing.T) {
	const delta = 0.125
	a := []float64{-3, 1, 0.5, 1, -2, 0.25, 0.5, 0.25, -4}
	for _, c := range []struct {
		name string
		skew float64
	}{{"symmetric", 0}, {"directed", 0.4}} {
		a[1] = 1 + c.skew
		scaled := make([]float64, len(a))
		for i, v := range a {
			scaled[i] = (1 + delta) * v
		}
		original, pruned := fromDense(t, a), fromDense(t, scaled)
		reference, err := compare.NewEigendecomposition(original)
		if err != nil {
			t.Fatal(err)
		}
		lambda, err := reference.EpsLambda(pruned)
		if err != nil {
			t.Fatal(err)
		}
		epsV, cosTheta := reference.QuadraticForms(pruned)
		worst, err := compare.WorstCase(original, pruned)
		if err != nil {
			t.Fatal(err)
		}
		for i := range lambda {
			if math.Abs(lambda[i]-delta) > 1e-12 || math.Abs(epsV[i]-delta) > 1e-12 || math.Abs(cosTheta[i]-1) > 1e-12 && c.skew == 0 {
				t.Errorf("%s: ε_λ %v, ε_v %v, cos θ %v", c.name, lambda[i], epsV[i], cosTheta[i])
			}
		}
		if math.Abs(worst-delta) > 1e-12 {
			t.Errorf("%s: worst case %v, want %v", c.name, worst, delta)
		}
	}
}

// TestZeroEigenvalueIsAnError, also where rounding makes it 10⁻¹⁷: a leak equal to the row
// sums makes A a graph Laplacian.
func TestZeroEigenvalueIsAnError(t *testing.T) {
	for _, c := range []struct {
		name     string
		a        []float64
		definite bool
	}{
		{"an isolated neuron without leak", []float64{0, 0, 0, -1}, false},
		{"a Laplacian", []float64{-0.4, 0.1, 0.3, 0.1, -0.3, 0.2, 0.3, 0.2, -0.5}, false},
		{"a directed Laplacian", []float64{-0.4, 0.1, 0.3, 0.7, -0.9, 0.2, 0.3, 0.1, -0.4}, false},
		{"almost a Laplacian", []float64{-0.4 - 1e-16, 0.1, 0.3, 0.1, -0.3, 0.2, 0.3, 0.2, -0.5}, false},
		{"a Laplacian that rounding made definite", []float64{-1 - 0x1p-52, 1, 1, -1 - 0x1p-52}, false},
		{"a small leak", []float64{-0.401, 0.1, 0.3, 0.1, -0.301, 0.2, 0.3, 0.2, -0.501}, true},
	} {
		net := fromDense(t, c.a)
		if _, err := compare.NewEigendecomposition(net); errors.Is(err, compare.ErrZeroEigenvalue) == c.definite {
			t.Errorf("%s: the reference has error %v", c.name, err)
		}
		if worst, err := compare.WorstCase(net, net); errors.Is(err, compare.ErrIndefinite) == c.definite {
			t.Errorf("%s: worst case %v, error %v", c.name, worst, err)
		}
	}
}

// TestWorstCaseOfLeaksOfDifferentMagnitude: leaks of 1 and 10⁻¹⁸ make a matrix of condition 10¹⁸,
// whose worst case is nevertheless exact.
func TestWorstCaseOfLeaksOfDifferentMagnitude(t *testing.T) {
	a, pruned := []float64{-1, 2e-10, 2e-10, -1e-18}, []float64{-1, 0, 0, -1.25e-18}
	worst, err := compare.WorstCase(fromDense(t, a), fromDense(t, pruned))
	// Scaled to a unit diagonal, −A is [1, −0.2; −0.2, 1] and −Ã diag(1, 1.25):
	// 0.96 μ² − 2.25 μ + 1.25 = 0.
	if want := (2.25+math.Sqrt(2.25*2.25-4*0.96*1.25))/(2*0.96) - 1; err != nil || math.Abs(worst-want) > 1e-14 {
		t.Errorf("worst case %v, want %v (error %v)", worst, want, err)
	}
}

// TestEigenvaluesAreOrdered by real part, then imaginary part: the ring 0 → 1 → 2 → 3 → 0
// with leak 2 has −2 + iᵏ.
func TestEigenvaluesAreOrdered(t *testing.T) {
	net := fromDense(t, []float64{-2, 0, 0, 1, 1, -2, 0, 0, 0, 1, -2, 0, 0, 0, 1, -2})
	reference, err := compare.NewEigendecomposition(net)
	if err != nil {
		t.Fatal(err)
	}
	values, err := compare.Eigenvalues(net)
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range []complex128{-3, -2 - 1i, -2 + 1i, -1} {
		if cmplx.Abs(values[k]-want) > 1e-14 || cmplx.Abs(reference.Eigenvalues()[k]-want) > 1e-14 {
			t.Errorf("eigenvalue %d is %v, in the reference %v, want %v", k, values[k], reference.Eigenvalues()[k], want)
		}
	}
}

func TestSummarize(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []float64
		want   compare.Summary
	}{
		{"one value", []float64{3}, compare.Summary{Q1: 3, Median: 3, Q3: 3, Max: 3, Mean: 3}},
		{"between two values", []float64{4, 0}, compare.Summary{Q1: 1, Median: 2, Q3: 3, Max: 4, Mean: 2}},
		{"numpy.quantile of 0 … 4", []float64{4, 2, 0, 1, 3}, compare.Summary{Q1: 1, Median: 2, Q3: 3, Max: 4, Mean: 2}},
	} {
		if got, err := compare.Summarize(c.values); err != nil || got != c.want {
			t.Errorf("%s: %+v, error %v", c.name, got, err)
		}
	}
	for _, bad := range [][]float64{nil, {1, math.NaN()}, {math.Inf(1)}} {
		if s, err := compare.Summarize(bad); err == nil {
			t.Errorf("%v summarized as %+v", bad, s)
		}
	}
}

func ExampleSummarize() {
	s, err := compare.Summarize([]float64{0.1, 0.2, 0.4, 0.8})
	fmt.Printf("%.3f %v\n", s.Median, err)
	// Output: 0.300 <nil>
}
