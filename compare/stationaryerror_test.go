package compare_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/network"
)

// jointOf returns the joint covariance of two networks.
func jointOf(t *testing.T, original, pruned *network.Network) compare.JointCovariance {
	t.Helper()
	j, err := covariance.NewJoint(original, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	both, err := j.With(pruned)
	if err != nil {
		t.Fatal(err)
	}
	return compare.JointCovariance{Original: both.Original, Cross: both.Cross, Pruned: both.Other}
}

// TestStationaryErrorOfLeaks: uncoupled neurons of leaks a and ã have C = 1/2a, S = 1/(a + ã) and C̃ = 1/2ã.
func TestStationaryErrorOfLeaks(t *testing.T) {
	leaks, pruned := []float64{1, 2, 0.5, 30}, []float64{1, 3, 0.25, 30}
	diagonal := func(leaks []float64) *network.Network {
		return matrix(t, len(leaks), func(i, j int) float64 {
			if i == j {
				return -leaks[i]
			}
			return 0
		})
	}
	j := jointOf(t, diagonal(leaks), diagonal(pruned))
	squares, variances := 0.0, 0.0
	for i, a := range leaks {
		b := pruned[i]
		square := 1/(2*a) - 2/(a+b) + 1/(2*b)
		squares, variances = squares+square, variances+1/(2*a)
		if got, want := j.NeuronErrors()[i], math.Sqrt(square*2*a); math.Abs(got-want) > 1e-7 {
			t.Errorf("neuron %d has %v, want %v", i, got, want)
		}
		if got, want := j.VarianceRatios()[i], a/b; math.Abs(got/want-1) > 1e-12 {
			t.Errorf("neuron %d has the variance ratio %v, want %v", i, got, want)
		}
	}
	if got, want := j.StationaryError(), math.Sqrt(squares/variances); math.Abs(got-want) > 1e-12 {
		t.Errorf("the error is %v, want %v", got, want)
	}
}

// TestStationaryErrorOfItselfAndNothing: 0 of the same network to rounding. Where the pruned activity follows none of the
// original's, as where it is much faster, C̃ and S vanish and the error is 1.
func TestStationaryErrorOfItselfAndNothing(t *testing.T) {
	net := clusters(t, false, 1)
	if got := jointOf(t, net, net).StationaryError(); got > 1e-7 {
		t.Errorf("the error of a network against itself is %v", got)
	}
	fast := matrix(t, net.Neurons(), func(i, j int) float64 {
		if i == j {
			return -1e9
		}
		return 0
	})
	if got := jointOf(t, net, fast).StationaryError(); math.Abs(got-1) > 1e-5 {
		t.Errorf("the error against activity of nearly no variance is %v", got)
	}
}

// TestCorrelationChanges: by hand, for three neurons of which two are connected, in one direction.
func TestCorrelationChanges(t *testing.T) {
	net := matrix(t, 3, func(i, j int) float64 {
		if i == j {
			return -1
		}
		if i == 2 && j == 0 {
			return 0.5
		}
		return 0
	})
	j := compare.JointCovariance{
		Original: mat.NewSymDense(3, []float64{4, 1, 2, 1, 9, 3, 2, 3, 16}), // correlations 1/6, 1/4, 1/4
		Cross:    mat.NewDense(3, 3, nil),
		Pruned:   mat.NewSymDense(3, []float64{1, 0.5, 1, 0.5, 1, 1, 1, 1, 4}), // 1/2, 1/2, 1/2
	}
	on, off := j.CorrelationChanges(net)
	if on != (compare.CorrelationChange{Pairs: 1, RMS: 0.25, Original: 0.25}) {
		t.Errorf("on the edge %+v", on)
	}
	rms, original := math.Sqrt((1.0/9+1.0/16)/2), math.Sqrt((1.0/36+1.0/16)/2)
	if off.Pairs != 2 || math.Abs(off.RMS-rms) > 1e-15 || math.Abs(off.Original-original) > 1e-15 {
		t.Errorf("off the edge %+v, want %v of %v", off, rms, original)
	}
}

// TestAutocorrelationTimes against the integral of exp(Aτ)C by the trapezoidal rule, and of an uncoupled neuron 1/leak.
func TestAutocorrelationTimes(t *testing.T) {
	net := matrix(t, 4, func(i, j int) float64 {
		return []float64{-2, 1.5, 0.3, 0, -1.5, -2, 0.4, 0, 0.2, -0.7, -1, 0, 0, 0, 0, -5}[4*i+j]
	})
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	inverse, err := compare.Inverse(net)
	if err != nil {
		t.Fatal(err)
	}
	got := compare.AutocorrelationTimes(inverse, exact.Covariance)
	const step, steps = 0.002, 15_000
	var a, advance mat.Dense
	a.Scale(step, net.Dense())
	advance.Exp(&a)
	at, want := mat.DenseCopyOf(exact.Covariance), make([]float64, 4)
	for k := range steps {
		for i := range want {
			rho := at.At(i, i) / exact.Covariance.At(i, i)
			if k == 0 {
				rho /= 2
			}
			want[i] += step * rho
		}
		at.Mul(&advance, mat.DenseCopyOf(at))
	}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-5 {
			t.Errorf("neuron %d has %v, want %v", i, got[i], want[i])
		}
	}
	if math.Abs(got[3]-0.2) > 1e-14 {
		t.Errorf("the uncoupled neuron of leak 5 has %v", got[3])
	}
}

// TestInputErrors: à = A/s answers s times as strongly, so that every error is |1 − s|; along eigenvectors of a symmetric A an
// à with the same ones has |1 − λ/λ̃|.
func TestInputErrors(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		net := clusters(t, symmetric, 3)
		a := net.Dense()
		weaker := matrix(t, net.Neurons(), func(i, j int) float64 { return a.At(i, j) / 1.25 })
		own, errOwn := compare.Inverse(net)
		other, errOther := compare.Inverse(weaker)
		reference, err := compare.NewEigendecomposition(net)
		if err != nil || errOwn != nil || errOther != nil {
			t.Fatal(err, errOwn, errOther)
		}
		slow, err := reference.SlowInputErrors(weaker, 10)
		if err != nil || len(slow) != 10 {
			t.Fatalf("%d errors, %v", len(slow), err)
		}
		for _, got := range slices.Concat(slow, compare.UnitInputErrors(own, other)) {
			if math.Abs(got-0.25) > 1e-9 {
				t.Fatalf("an input has the error %v, want 0.25", got)
			}
		}
		shifted := matrix(t, net.Neurons(), func(i, j int) float64 {
			if i == j {
				return a.At(i, j) - 0.5
			}
			return a.At(i, j)
		})
		if slow, err = reference.SlowInputErrors(shifted, 3); err != nil {
			t.Fatal(err)
		}
		for k, got := range slow {
			lambda := reference.Eigenvalues()[net.Neurons()-1-k]
			if want := 0.5 / abs(lambda-0.5); math.Abs(got-want) > 1e-9 {
				t.Errorf("slow input %d has the error %v, want %v", k, got, want)
			}
		}
	}
	if _, err := compare.Inverse(matrix(t, 2, func(int, int) float64 { return 1 })); err == nil {
		t.Error("a singular A has an inverse")
	}
}

func abs(v complex128) float64 { return math.Hypot(real(v), imag(v)) }

func TestQuantiles(t *testing.T) {
	var values []float64
	for k := range 101 {
		values = append(values, float64((k*37)%101))
	}
	if q, err := compare.NewQuantiles(values); err != nil || q != (compare.Quantiles{Low: 5, Median: 50, High: 95}) {
		t.Errorf("%+v, %v", q, err)
	}
	for _, bad := range [][]float64{nil, {1, math.NaN()}, {math.Inf(1)}} {
		if _, err := compare.NewQuantiles(bad); err == nil {
			t.Errorf("%v has quantiles", bad)
		}
	}
}
