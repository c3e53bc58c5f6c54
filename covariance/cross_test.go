package covariance_test

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/network"
)

// TestCross compares with the covariance of both networks as one, [A 0; 0 Ã] under noise of covariance σ²[I I; I I], which
// the Kronecker form of the equation gives: (I ⊗ A + Ã ⊗ I) vec S = −σ² vec I.
func TestCross(t *testing.T) {
	const sigma = 0.7
	for _, c := range []struct {
		reason string
		a, b   *mat.Dense
	}{
		{"directed, complex eigenvalues", mat.NewDense(3, 3, []float64{-2, 1.5, 0, -1.5, -2, 0.3, 0, 1, -3}),
			mat.NewDense(3, 3, []float64{-1, 0, 0.7, -2, -2, 0, 0, 1.5, -4})},
		{"a symmetric and a directed one", mat.NewDense(2, 2, []float64{-2, 1, 1, -2}), mat.NewDense(2, 2, []float64{-1, 1.8, 0, -1})},
		{"rates far apart", mat.NewDense(2, 2, []float64{-100, 1, 0.001, -0.01}), mat.NewDense(2, 2, []float64{-90, 0, 0.002, -0.02})},
	} {
		n, _ := c.a.Dims()
		system, right := mat.NewDense(n*n, n*n, nil), mat.NewVecDense(n*n, nil)
		for i := range n {
			right.SetVec(i*n+i, -sigma*sigma)
			for j := range n {
				for k := range n { // row (i, j) of the equation, S_ij at i·n+j
					system.Set(i*n+j, k*n+j, system.At(i*n+j, k*n+j)+c.a.At(i, k))
					system.Set(i*n+j, i*n+k, system.At(i*n+j, i*n+k)+c.b.At(j, k))
				}
			}
		}
		var want mat.VecDense
		if err := want.SolveVec(system, right); err != nil {
			t.Fatal(err)
		}
		got, residual, err := covariance.Cross(ofMatrix(t, c.a), ofMatrix(t, c.b), sigma)
		if err != nil || residual > 1e-10 {
			t.Fatalf("%s: residual %v, %v", c.reason, residual, err)
		}
		for i := range n {
			for j := range n {
				if w := want.AtVec(i*n + j); math.Abs(got.At(i, j)-w) > 1e-10*math.Abs(want.AtVec(0)) {
					t.Errorf("%s: S_%d%d = %v, want %v", c.reason, i, j, got.At(i, j), w)
				}
			}
		}
	}
}

// Of a network with itself it is the covariance, and of an unstable one there is none.
func TestCrossOfEqualAndUnstable(t *testing.T) {
	net := ofMatrix(t, mat.NewDense(2, 2, []float64{-2, 1, 0.5, -1}))
	own, err := covariance.Stationary(net, 1)
	if err != nil {
		t.Fatal(err)
	}
	cross, _, err := covariance.Cross(net, net, 1)
	if err != nil {
		t.Fatal(err)
	}
	if !mat.EqualApprox(own.Covariance, cross, 1e-13) {
		t.Errorf("%v, the covariance is %v", cross, own.Covariance)
	}
	var unstable *covariance.NotStationaryError
	grows := ofMatrix(t, mat.NewDense(2, 2, []float64{-1, 2, 2, -1}))
	if _, _, err := covariance.Cross(net, grows, 1); !errors.As(err, &unstable) {
		t.Errorf("error %v beside an unstable network", err)
	}
}

func ofMatrix(t *testing.T, a *mat.Dense) *network.Network {
	t.Helper()
	n, _ := a.Dims()
	var entries []network.Entry
	leak := make([]float64, n)
	for i := range n {
		leak[i] = -a.At(i, i)
		for j := range n {
			if i != j && a.At(i, j) != 0 {
				entries = append(entries, network.Entry{Target: i, Source: j, Weight: a.At(i, j)})
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
