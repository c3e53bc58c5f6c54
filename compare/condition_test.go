package compare_test

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os/exec"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/testutil"
)

func conditionNumber(t *testing.T, a []float64) float64 {
	t.Helper()
	r, err := compare.NewEigendecomposition(fromDense(t, a))
	if err != nil {
		t.Fatal(err)
	}
	return r.ConditionNumber()
}

// TestConditionNumberOfTwoNeurons: −1 and −1 − δ coupled one way have eigenvectors of cosine
// 1/√(1+δ²) = c, so that κ² = (1+c)/(1−c). A change of A by rounding, 2⁻⁵², changes δ by as much.
func TestConditionNumberOfTwoNeurons(t *testing.T) {
	for _, delta := range []float64{10, 0.5, 1e-2, 1e-3, 1e-4, 1e-5, 1e-7, 1e-9} {
		s := math.Hypot(1, delta)
		want := (1 + s) / delta // √((1+c)/(1−c))
		testutil.EachLAPACK(t, func(t *testing.T) {
			if got := conditionNumber(t, []float64{-1, 1, 0, -1 - delta}); math.Abs(got/want-1) > 1e-7+0x1p-50/delta {
				t.Errorf("δ = %v: condition number %v, want %v", delta, got, want)
			}
		})
	}
}

// TestConditionNumberOfDefectiveNetworks is beyond 10⁶: a Jordan block, a feed-forward chain, and a
// defective pair of complex eigenvalues −2 ± i (two oscillators, one of which drives the other)
// in a rotated basis.
func TestConditionNumberOfDefectiveNetworks(t *testing.T) {
	chain := make([]float64, 30*30)
	for i := range 30 {
		chain[31*i] = -1
		if i > 0 {
			chain[31*i-1] = 0.5
		}
	}
	for name, a := range map[string][]float64{
		"a Jordan block": {-1, 1, 0, -1},
		"a chain":        chain,
		"oscillators":    rotated(t, []float64{-2, -1, 0, 0, 1, -2, 0, 0, 0.3, 0, -2, -1, 0, 0.3, 1, -2}),
	} {
		testutil.EachLAPACK(t, func(t *testing.T) {
			if got := conditionNumber(t, a); !(got > 1e6) {
				t.Errorf("%s: condition number %v", name, got)
			}
		})
	}
}

// rotated returns H A H for the reflection H = I − 2uuᵀ with random u.
func rotated(t *testing.T, a []float64) []float64 {
	t.Helper()
	n := int(math.Sqrt(float64(len(a))))
	draw := rand.New(rand.NewPCG(7, 8))
	u, norm := make([]float64, n), 0.0
	for i := range u {
		u[i] = draw.NormFloat64()
		norm += u[i] * u[i]
	}
	h := func(i, j int) float64 {
		v := -2 * u[i] * u[j] / norm
		if i == j {
			v++
		}
		return v
	}
	b := make([]float64, n*n)
	for i := range n {
		for j := range n {
			for k := range n {
				for l := range n {
					b[i*n+j] += h(i, k) * a[k*n+l] * h(l, j)
				}
			}
		}
	}
	return b
}

// TestConditionNumberOfNormalNetworks is 1: exactly for a symmetric network, to rounding for
// circulants of simple eigenvalues, whose eigenvectors are those of the discrete Fourier transform.
func TestConditionNumberOfNormalNetworks(t *testing.T) {
	for _, n := range []int{4, 101} {
		ring, path := make([]float64, n*n), make([]float64, n*n)
		for i := range n {
			ring[i*n+i], path[i*n+i] = -3, -3
			ring[i*n+(i+1)%n], ring[i*n+(i+n-1)%n] = 1, -0.5
			if i > 0 {
				path[i*n+i-1], path[(i-1)*n+i] = 1, 1
			}
		}
		testutil.EachLAPACK(t, func(t *testing.T) {
			if got := conditionNumber(t, ring); math.Abs(got-1) > 1e-10 {
				t.Errorf("ring of %d: condition number 1 + %v", n, got-1)
			}
			if got := conditionNumber(t, path); got != 1 {
				t.Errorf("symmetric path of %d: condition number %v", n, got)
			}
		})
	}
}

// TestConditionNumberAgreesWithNumPy on random directed networks. The condition number is itself
// as sensitive as eigenvectors are: rounding of A changes it by about N 2⁻⁵² κ, relative, and the
// last of these has κ beyond 10⁶.
func TestConditionNumberAgreesWithNumPy(t *testing.T) {
	const program = `import json, sys, numpy as np
print(json.dumps([float(np.linalg.cond(np.linalg.eig(np.array(a).reshape(int(len(a)**.5), -1))[1])) for a in json.load(sys.stdin)]))`
	draw := rand.New(rand.NewPCG(9, 10))
	var all [][]float64
	for _, c := range []struct {
		n         int
		asymmetry float64 // factor of the weights above the diagonal
	}{{2, 1}, {5, 1}, {40, 1}, {150, 1}, {150, 0.01}, {40, 1e-9}} {
		a := make([]float64, c.n*c.n)
		for i := range c.n {
			for j := range c.n {
				a[i*c.n+j] = draw.NormFloat64() / math.Sqrt(float64(c.n))
				if j > i {
					a[i*c.n+j] *= c.asymmetry
				}
			}
			a[i*c.n+i] -= 2
		}
		all = append(all, a)
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(testutil.Python(t, "numpy"), "-c", program)
	command.Stdin = bytes.NewReader(text)
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var want []float64
	if err := json.Unmarshal(output, &want); err != nil {
		t.Fatal(err)
	}
	for k, a := range all {
		testutil.EachLAPACK(t, func(t *testing.T) {
			got := conditionNumber(t, a)
			t.Logf("%d entries: %v", len(a), got)
			if math.Abs(got/want[k]-1) > 1e-7+0x1p-45*want[k] {
				t.Errorf("%d entries: condition number %v, NumPy's is %v", len(a), got, want[k])
			}
		})
	}
}
