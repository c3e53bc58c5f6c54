package network

import (
	"errors"
	"math"
	"math/cmplx"
	"noiseprune/internal/rounding"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestStability(t *testing.T) {
	coupled := matrix([]float64{0, 3}, []float64{1, 0}) // eigenvalues of W: ±√3
	tests := []struct {
		reason string
		w      *CSR
		leak   []float64
		stable bool
		method Method
	}{
		{"the discs decide", coupled, []float64{4, 4}, true, ByGershgorin},
		{"the discs do not, the eigenvalues do", coupled, []float64{2, 2}, true, ByEigenvalues},
		{"growing", coupled, []float64{1, 1}, false, ByEigenvalues},
		{"eigenvalue zero", matrix([]float64{0, 1}, []float64{1, 0}), []float64{1, 1}, false, ByEigenvalues},
		{"zero up to rounding: 1 + 10⁻¹⁵", matrix([]float64{0, 1}, []float64{1, 0}), []float64{1 + 1e-15, 1 + 1e-15}, false, ByEigenvalues},
		{"undamped oscillation", matrix([]float64{0, 1}, []float64{-1, 0}), []float64{0, 0}, false, ByEigenvalues},
		{"damped oscillation", matrix([]float64{0, 9}, []float64{-9, 0}), []float64{0.1, 0.1}, true, ByEigenvalues},
		{"no leak, no weights", matrix([]float64{0}), []float64{0}, false, ByEigenvalues},
		{"self-excitation beyond the leak", matrix([]float64{2}), []float64{1}, false, ByEigenvalues},
		{"no neurons", must(NewCSR(0, nil)), nil, false, ByEigenvalues},
	}
	for _, test := range tests {
		s := linear(test.w, test.leak).Stability()
		if s.Stable != test.stable || s.Method != test.method || (s.Err() == nil) != test.stable {
			t.Errorf("%s: stable %v by %v, error %v; want %v by %v", test.reason, s.Stable, s.Method, s.Err(), test.stable, test.method)
		}
	}
}

// The verdict is that of all eigenvalues, apart from those at zero to rounding, and the
// cure cures.
func TestStabilityAgreesWithAllEigenvalues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, 7)
		slowest, _, _ := oracle(eigenvalues(n))
		s := n.Stability()
		if math.Abs(real(slowest)) > 1e-6 && s.Stable != (real(slowest) < 0) {
			t.Fatalf("stable %v by %v, rightmost eigenvalue %v", s.Stable, s.Method, slowest)
		}
		var fault *UnstableError
		if !errors.As(s.Err(), &fault) {
			return
		}
		cured := linear(n.Weights(), raised(n.Leak(), fault.Cure)).Stability()
		if !cured.Stable {
			t.Fatalf("%v, but with it %v", fault, cured.Err())
		}
	})
}

func raised(leak []float64, by float64) []float64 {
	more := make([]float64, len(leak))
	for i, d := range leak {
		more[i] = d + by
	}
	return more
}

func TestUnstableErrorText(t *testing.T) {
	rectified := func(w *CSR, leak []float64) *Network {
		return must(New(Parts{Weights: w, Leak: leak, Activation: Rectified, Labels: []string{"AVAL", "AVAR"}}))
	}
	inhibited := matrix([]float64{-2, 1}, []float64{1, -2})
	tests := []struct {
		reason string
		n      *Network
		want   string
	}{
		{
			"growth", linear(matrix([]float64{0, 2}, []float64{2, 0}), []float64{1.69, 1.69}),
			"network is unstable: its rightmost eigenvalue is 0.31, which is not below 0; add 0.51 to every leak, or use --leak dominant",
		}, {
			"oscillation", linear(matrix([]float64{0, 3}, []float64{-3, 0}), []float64{-0.5, -0.5}),
			"network is unstable: its rightmost eigenvalue is 0.5 ± 3i, which is not below 0; add 0.8 to every leak, or use --leak dominant",
		}, {
			"zero", linear(matrix([]float64{0, 1}, []float64{1, 0}), []float64{1, 1}),
			"network is unstable: its rightmost eigenvalue is 0, which is not below 0; add 0.1 to every leak, or use --leak dominant",
		}, {
			"nothing to take a time scale from", linear(matrix([]float64{0}), []float64{0}),
			"network is unstable: its rightmost eigenvalue is 0, which is not below 0; add 1 to every leak, or use --leak dominant",
		}, {
			"rectified, and only the inhibition of itself holds the neuron", rectified(inhibited, []float64{1, -0.25}),
			"network is unstable: neuron AVAR does not decay below threshold, where its leak of -0.25 is all it has; add 0.35 to every leak, or use --leak dominant",
		},
	}
	for _, test := range tests {
		err := test.n.Stability().Err()
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.reason, err, test.want)
		}
		if _, scales := test.n.TimeScales(); scales == nil || scales.Error() != test.want {
			t.Errorf("%s: TimeScales returns %v", test.reason, scales)
		}
	}
	if err := linear(inhibited, []float64{1, 0}).Stability().Err(); err != nil {
		t.Errorf("linear, the same network is stable, but %v", err)
	}
	unsure := &UnstableError{Rightmost: Eigenvalue{Value: -1e-6, Residual: 3e-6}, Cure: 0.2}
	const part = "its rightmost eigenvalue is -1e-06 (known to 3e-06), which cannot be told from 0; add 0.2"
	if !strings.Contains(unsure.Error(), part) {
		t.Errorf("got %v, want %s", unsure, part)
	}
}

func TestMethodText(t *testing.T) {
	if ByGershgorin.String() != "Gershgorin" || ByEigenvalues.String() != "eigenvalues" || Method(7).String() != "method(7)" {
		t.Error(ByGershgorin, ByEigenvalues, Method(7))
	}
}

func TestTimeScales(t *testing.T) {
	coupled := matrix([]float64{0, 3}, []float64{1, 0})
	oscillating := matrix([]float64{0, 9}, []float64{-9, 0})
	nearly := matrix([]float64{0, 1, 0}, []float64{1, 0, 0}, []float64{0, 0, 0})
	tests := []struct {
		reason string
		w      *CSR
		leak   []float64
		want   TimeScales
	}{
		// Discs about −4: radii 3 and 1 of both rows and columns.
		{"all from the discs", coupled, []float64{4, 4}, TimeScales{1, 4, 7, 2.0 / 7, ByGershgorin, ByGershgorin}},
		// −2 + √3 = −0.26795; −2 − √3 = −3.7321 limits the step to 0.5359.
		{"all from eigenvalues", coupled, []float64{2, 2}, TimeScales{0.268, 2, 5, 0.536, ByEigenvalues, ByEigenvalues}},
		// −0.1 ± 9i: h = 0.2/81.01 = 0.0024688.
		{"the step of an oscillation", oscillating, []float64{0.1, 0.1}, TimeScales{0.1, 0.1, 9.1, 0.00247, ByEigenvalues, ByEigenvalues}},
		// The disc of neuron 1 ends at −10⁻⁴, the slowest eigenvalue is −1.25005 + √1.0625 = −0.2193.
		{"discs that decide, but say little", nearly, []float64{1.5, 1.0001, 2}, TimeScales{0.219, 1.5, 2.5, 0.8, ByEigenvalues, ByGershgorin}},
		// The columns' discs end at −3, those of the rows reach to −9.
		{"median of an even number", coupled, []float64{4, 8}, TimeScales{3, 6, 9, 2.0 / 9, ByGershgorin, ByGershgorin}},
	}
	for _, test := range tests {
		got, err := linear(test.w, test.leak).TimeScales()
		if err != nil || got != test.want {
			t.Errorf("%s: got %+v, %v; want %+v", test.reason, got, err, test.want)
		}
	}
}

// In a rectified network, a neuron below threshold decays by its leak alone: faster than A says
// where it excites itself, slower where it inhibits itself.
func TestTimeScalesOfARectifiedNetwork(t *testing.T) {
	p := Parts{Weights: matrix([]float64{9, 0}, []float64{0, -9}), Leak: []float64{10, 0.5}, Activation: Rectified}
	got, err := must(New(p)).TimeScales()
	want := TimeScales{Slow: 0.5, Typical: 5.25, Fast: 10, LargestStep: 0.2}
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	p.Activation = Linear
	got, err = must(New(p)).TimeScales()
	want = TimeScales{Slow: 1, Typical: 5.25, Fast: 9.5, LargestStep: 2 / 9.5}
	if err != nil || got != want {
		t.Errorf("linear: got %+v, %v; want %+v", got, err, want)
	}
}

// At the largest step no mode grows, by the spectral radius of I + hA; where the step
// is from eigenvalues, one per cent more is too much.
func TestLargestStepIsStable(t *testing.T) {
	fromEigenvalues := 0
	src := seeded(12)
	for trial := range 60 {
		w := must(Random{Neurons: 12, Degree: 5, SD: 1, Symmetric: trial%2 == 0}.Generate(src))
		n := linear(w, UniformLeak(12, []float64{3, 7}[trial%4/2]))
		scales, err := n.TimeScales()
		if err != nil {
			continue
		}
		radius := func(h float64) (largest float64) {
			for _, v := range eigenvalues(n) {
				largest = max(largest, cmplx.Abs(1+complex(h, 0)*v))
			}
			return largest
		}
		if got := radius(0.99 * scales.LargestStep); got >= 1 {
			t.Errorf("trial %d: a mode grows by %v at the step %v from %v", trial, got, scales.LargestStep, scales.StepFrom)
		}
		if scales.StepFrom == ByEigenvalues {
			fromEigenvalues++
			if got := radius(1.01 * scales.LargestStep); got <= 1 {
				t.Errorf("trial %d: beyond the step %v no mode grows: %v", trial, scales.LargestStep, got)
			}
		}
		slowest, _, _ := oracle(eigenvalues(n))
		if scales.Slow > -real(slowest)*1.006 {
			t.Errorf("trial %d: slow rate %v, the slowest eigenvalue is %v", trial, scales.Slow, slowest)
		}
	}
	if fromEigenvalues < 10 || fromEigenvalues > 55 {
		t.Errorf("%d of 60 steps came from eigenvalues; the test wants both kinds", fromEigenvalues)
	}
}

func TestThreeDigits(t *testing.T) {
	tests := []struct {
		reason      string
		value, want float64
	}{
		{"plain", 0.123456, 0.123},
		{"halfway between two, from below", math.Nextafter(0.03125, 0), 0.0312},
		{"halfway between two, from above", math.Nextafter(0.03125, 1), 0.0312},
		{"large", 987_654, 988_000},
		{"an integer missed by rounding", 1.9999999999999998, 2},
	}
	for _, test := range tests {
		if got := rounding.Three(test.value); got != test.want {
			t.Errorf("%s: %v becomes %v, want %v", test.reason, test.value, got, test.want)
		}
	}
}

// What is said of rectified networks with the discs of the rows in the left half plane:
// two trajectories come closer at every step, in the maximum norm.
func TestRectifiedNetworkIsAContraction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, _ := drawMatrix(t, 6)
		n := linear(w, DominantLeak(w, 0.25))
		rows := n.Gershgorin().Rows
		if rows.Right > -0.25+1e-12 {
			t.Fatalf("discs %+v of a dominant leak", rows)
		}
		h := 2 / rows.Radius
		for _, d := range n.Leak() {
			h = min(h, 2/d)
		}
		state := rapid.SliceOfN(rapid.Float64Range(-1, 1), w.Order(), w.Order())
		x, y := state.Draw(t, "x"), state.Draw(t, "y")
		before, after := 0.0, 0.0
		xNext, yNext := rectifiedStep(n, x, h), rectifiedStep(n, y, h)
		for i := range x {
			before, after = max(before, math.Abs(x[i]-y[i])), max(after, math.Abs(xNext[i]-yNext[i]))
		}
		if after > before*(1+1e-12)+1e-12 {
			t.Fatalf("the distance grows from %v to %v", before, after)
		}
	})
}

// rectifiedStep is x + h(−D x + [W x + ½]₊).
func rectifiedStep(n *Network, x []float64, h float64) []float64 {
	next := make([]float64, len(x))
	for i := range x {
		drive := 0.5
		for j := range x {
			drive += n.Weights().At(i, j) * x[j]
		}
		next[i] = x[i] + h*(max(drive, 0)-n.Leak()[i]*x[i])
	}
	return next
}
