package covariance_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/network"
)

// TestJointIsTheCovarianceOfBoth: C̃ is that of Stationary, and S leaves nothing in any entry of A S + S Ãᵀ + σ² I, an equation
// that has one solution.
func TestJointIsTheCovarianceOfBoth(t *testing.T) {
	const n, sigma = 40, 0.7
	original := randomNetwork(t, n, 0.3, false, 0.1, 1)
	j, err := covariance.NewJoint(original, sigma, 1)
	if err != nil {
		t.Fatal(err)
	}
	own, err := covariance.Stationary(original, sigma)
	solved(t, own, err)
	if !mat.EqualApprox(own.Covariance, j.Covariance().Covariance, 1e-12) {
		t.Error("the covariance is not that of Stationary")
	}
	for _, c := range []struct {
		reason string
		other  *network.Network
	}{
		{"as slow", randomNetwork(t, n, 0.1, false, 0.1, 2)},
		{"a tenth as slow", randomNetwork(t, n, 0.1, false, 1, 3)},
		{"thirty times slower, so that the original's powers vanish first", randomNetwork(t, n, 0.1, false, 0.003, 4)},
		{"symmetric", randomNetwork(t, n, 0.2, true, 0.1, 5)},
	} {
		both, err := j.With(c.other)
		if err != nil {
			t.Fatalf("%s: %v", c.reason, err)
		}
		if both.Residual > 1e-11 {
			t.Errorf("%s: residual %v", c.reason, both.Residual)
		}
		other, err := covariance.Stationary(c.other, sigma)
		solved(t, other, err)
		scale := mat.Max(other.Covariance)
		var difference, left, right mat.Dense
		difference.Sub(other.Covariance, both.Other)
		if largest := mat.Norm(&difference, math.Inf(1)); largest > 1e-11*scale {
			t.Errorf("%s: C̃ differs from that of Stationary by %v of %v", c.reason, largest, scale)
		}
		left.Mul(original.Dense(), both.Cross)
		right.Mul(both.Cross, c.other.Dense().T())
		left.Add(&left, &right)
		for i := range n {
			left.Set(i, i, left.At(i, i)+sigma*sigma)
		}
		if largest := mat.Norm(&left, 2); largest > 1e-11 {
			t.Errorf("%s: A S + S Ãᵀ + σ²I has the norm %v", c.reason, largest)
		}
	}
}

// TestJointScales: S and C̃ are proportional to σ², and to 1/s where both networks are s times as fast. Powers of two change
// no bit but those of the shift's square root, so that other factors are taken too.
func TestJointScales(t *testing.T) {
	const n = 12
	scaled := func(seed uint64, by float64) *network.Network {
		net := randomNetwork(t, n, 0.4, false, 0.5, seed)
		var a mat.Dense
		a.Scale(by, net.Dense())
		return ofMatrix(t, &a)
	}
	plain := jointOf(t, scaled(1, 1), scaled(2, 1), 1, 1)
	for _, by := range []float64{4, 1.0 / 1024, 3e5, 7e-6} {
		faster := jointOf(t, scaled(1, by), scaled(2, by), 1, 1)
		louder := jointOf(t, scaled(1, 1), scaled(2, 1), math.Sqrt(by), 1)
		for i := range n {
			for k := range n {
				for _, v := range [][3]float64{
					{plain.Cross.At(i, k), faster.Cross.At(i, k) * by, louder.Cross.At(i, k) / by},
					{plain.Other.At(i, k), faster.Other.At(i, k) * by, louder.Other.At(i, k) / by},
				} {
					if bound := 1e-12 * plain.Other.At(i, i); math.Abs(v[0]-v[1]) > bound || math.Abs(v[0]-v[2]) > bound {
						t.Fatalf("factor %v: entry %d, %d is %v, faster %v, louder %v", by, i, k, v[0], v[1], v[2])
					}
				}
			}
		}
	}
}

// TestJointOfThreads: no bit depends on the number of threads. The products are large enough to be shared.
func TestJointOfThreads(t *testing.T) {
	original, other := randomNetwork(t, 170, 0.1, false, 0.5, 1), randomNetwork(t, 170, 0.05, false, 0.5, 2)
	one, three := jointOf(t, original, other, 1, 1), jointOf(t, original, other, 1, 3)
	if !slices.Equal(one.Cross.RawMatrix().Data, three.Cross.RawMatrix().Data) ||
		!slices.Equal(one.Other.RawSymmetric().Data, three.Other.RawSymmetric().Data) ||
		!slices.Equal(one.Original.RawSymmetric().Data, three.Original.RawSymmetric().Data) {
		t.Error("covariances by three threads have other bits")
	}
}

func TestJointErrors(t *testing.T) {
	stable := ofMatrix(t, mat.NewDense(2, 2, []float64{-2, 1, 0.5, -1}))
	var unstable *covariance.NotStationaryError
	for _, c := range []struct {
		reason string
		a      []float64
	}{
		{"grows", []float64{-1, 2, 2, -1}},
		{"an eigenvalue 0", []float64{-1, 1, 1, -1}},
		{"a growing oscillation", []float64{0.1, 3, -3, 0.1}},
	} {
		net := ofMatrix(t, mat.NewDense(2, 2, c.a))
		if _, err := covariance.NewJoint(net, 1, 1); !errors.As(err, &unstable) {
			t.Errorf("%s: error %v of the original", c.reason, err)
		}
		j, err := covariance.NewJoint(stable, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := j.With(net); !errors.As(err, &unstable) {
			t.Errorf("%s: error %v of the other", c.reason, err)
		}
	}
	mustPanic(t, "sizes", func() {
		j, err := covariance.NewJoint(stable, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		_, err = j.With(randomNetwork(t, 3, 0.5, false, 1, 1))
		panic(fmt.Sprint(err))
	})
}

func jointOf(t *testing.T, original, other *network.Network, sigma float64, threads int) *covariance.JointCovariance {
	t.Helper()
	j, err := covariance.NewJoint(original, sigma, threads)
	if err != nil {
		t.Fatal(err)
	}
	both, err := j.With(other)
	if err != nil {
		t.Fatal(err)
	}
	return both
}
