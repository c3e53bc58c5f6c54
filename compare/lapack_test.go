package compare_test

import (
	"fmt"
	"math"
	"math/cmplx"
	"slices"
	"testing"

	xrand "golang.org/x/exp/rand"

	"noiseprune/compare"
	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// matrix makes the network of A, given by its elements.
func matrix(t testing.TB, n int, element func(i, j int) float64) *network.Network {
	t.Helper()
	a := make([]float64, n*n)
	for i := range n {
		for j := range n {
			a[i*n+j] = element(i, j)
		}
	}
	return fromDense(t, a)
}

// clusters makes a clustered network, not normalized, with dominant leak.
func clusters(t testing.TB, symmetric bool, seed uint64) *network.Network {
	t.Helper()
	w, err := network.Clustered{Sizes: []int{100, 20, 80}, Density: 0.6, LongRange: 250, Symmetric: symmetric}.Generate(xrand.NewSource(seed))
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 1)})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// path is −3 on the diagonal and 1 between neighbours: λ_k = −3 + 2 cos(kπ/(n+1)).
func path(t testing.TB, n int) (*network.Network, []complex128) {
	values := make([]complex128, n)
	for k := range values {
		values[k] = complex(-3+2*math.Cos(float64(k+1)*math.Pi/float64(n+1)), 0)
	}
	return matrix(t, n, func(i, j int) float64 {
		switch i - j {
		case 0:
			return -3
		case 1, -1:
			return 1
		}
		return 0
	}), values
}

// ring is −2 on the diagonal and 1 from each neuron to the next: λ_k = −2 + exp(2πik/n).
func ring(t testing.TB, n int) (*network.Network, []complex128) {
	values := make([]complex128, n)
	for k := range values {
		values[k] = -2 + cmplx.Exp(complex(0, 2*math.Pi*float64(k)/float64(n)))
	}
	return matrix(t, n, func(i, j int) float64 {
		switch i {
		case j:
			return -2
		case (j + 1) % n:
			return 1
		}
		return 0
	}), values
}

// blocks has on its diagonal [1−l 1; −1 −1−l], similar to a Jordan block of −l, for
// different l: every eigenvalue is double and has one eigenvector.
func blocks(t testing.TB, n int) (*network.Network, []complex128) {
	leak := func(i int) float64 { return 2 + float64(i/2)/10 }
	values := make([]complex128, n)
	for k := range values {
		values[k] = complex(-leak(k), 0)
	}
	return matrix(t, n, func(i, j int) float64 {
		sign := float64(1 - 2*(i%2))
		switch {
		case i == j:
			return sign - leak(i)
		case i/2 == j/2:
			return sign
		}
		return 0
	}), values
}

// chain is triangular and far from normal: −1, −1.1, … on the diagonal, each neuron driven
// by all before it.
func chain(t testing.TB, n int) (*network.Network, []complex128) {
	values := make([]complex128, n)
	for k := range values {
		values[k] = complex(-1-float64(k)/10, 0)
	}
	return matrix(t, n, func(i, j int) float64 {
		switch {
		case i == j:
			return real(values[i])
		case j < i:
			return 0.2
		}
		return 0
	}), values
}

// distance is how far the values are from those wanted, matched greedily.
func distance(got, want []complex128) float64 {
	rest, worst := append([]complex128{}, got...), 0.0
	for _, w := range want {
		best := 0
		for k, g := range rest {
			if cmplx.Abs(g-w) < cmplx.Abs(rest[best]-w) {
				best = k
			}
		}
		worst = max(worst, cmplx.Abs(rest[best]-w))
		rest = append(rest[:best], rest[best+1:]...)
	}
	return worst
}

// residual is the largest |A v − λ v| over all unit eigenvectors.
func residual(net *network.Network, r *compare.Eigendecomposition) float64 {
	worst := 0.0
	for k, lambda := range r.Eigenvalues() {
		v, squares := r.Eigenvector(k), 0.0
		for i, leak := range net.Leak() {
			av := complex(-leak, 0) * v[i]
			sources, weights := net.Weights().Row(i)
			for e, j := range sources {
				av += complex(weights[e], 0) * v[j]
			}
			squares += math.Pow(cmplx.Abs(av-lambda*v[i]), 2)
		}
		worst = max(worst, math.Sqrt(squares))
	}
	return worst
}

// TestClosedForms under both libraries, at orders on both sides of the largest that gonum computes.
func TestClosedForms(t *testing.T) {
	for _, c := range []struct {
		name      string
		make      func(t testing.TB, n int) (*network.Network, []complex128)
		orders    []int
		tolerance float64
		why       string
	}{
		{"path", path, []int{0, 1, 2, 96, 97, 200}, 1e-12, "symmetric"},
		{"ring", ring, []int{3, 97, 200}, 1e-12, "normal, complex pairs"},
		{"blocks", blocks, []int{2, 98, 200}, 1e-6, "defective: double eigenvalues are known to √2⁻⁵²"},
		{"chain", chain, []int{1, 2, 97, 150}, 1e-10, "triangular, not normal"},
	} {
		for _, n := range c.orders {
			t.Run(fmt.Sprintf("%s/n=%d", c.name, n), func(t *testing.T) {
				net, want := c.make(t, n)
				testutil.EachLAPACK(t, func(t *testing.T) {
					reference, err := compare.NewEigendecomposition(net)
					if err != nil {
						t.Fatal(err)
					}
					values, err := compare.Eigenvalues(net)
					if err != nil {
						t.Fatal(err)
					}
					for what, got := range map[string][]complex128{"with vectors": reference.Eigenvalues(), "alone": values} {
						if d := distance(got, want); len(got) != n || d > c.tolerance {
							t.Errorf("%s: eigenvalues %s are off by %.1e", c.why, what, d)
						}
					}
					if r := residual(net, reference); r > 1e-12*float64(n+10) {
						t.Errorf("%s: |A v − λ v| is %.1e", c.why, r)
					}
					// A network against itself changes nothing, and halved in the worst case by half.
					if worst, err := compare.WorstCase(net, net); err == nil && worst > 1e-10 {
						t.Errorf("%s: against itself the worst case is %.1e", c.why, worst)
					}
					if n == 0 {
						return // gonum makes no matrix without rows
					}
					a := net.Dense()
					half := matrix(t, n, func(i, j int) float64 { return a.At(i, j) / 2 })
					if worst, err := compare.WorstCase(net, half); err == nil && math.Abs(worst-0.5) > 1e-10 {
						t.Errorf("%s: against its half the worst case is %v", c.why, worst)
					}
				})
			})
		}
	}
}

// TestLibrariesAgree on all measures of a clustered network against one with other weights.
func TestLibrariesAgree(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		t.Run(fmt.Sprintf("symmetric=%v", symmetric), func(t *testing.T) {
			net, other := clusters(t, symmetric, 1), clusters(t, symmetric, 2)
			var first [][]float64
			testutil.EachLAPACK(t, func(t *testing.T) {
				reference, err := compare.NewEigendecomposition(net)
				if err != nil {
					t.Fatal(err)
				}
				if r := residual(net, reference); r > 1e-9 {
					t.Errorf("|A v − λ v| is %.1e", r)
				}
				lambda, err := reference.EpsLambda(other)
				if err != nil {
					t.Fatal(err)
				}
				v, cos := reference.QuadraticForms(other)
				worst, err := compare.WorstCase(net, other)
				if err != nil {
					t.Fatal(err)
				}
				measures := [][]float64{lambda, v, cos, {worst}}
				if first == nil {
					first = measures
				}
				for m, name := range []string{"ε_λ", "ε_v", "cos θ", "worst case"} {
					for k, value := range measures[m] {
						if math.Abs(value-first[m][k]) > 1e-9*(1+math.Abs(value)) {
							t.Fatalf("%s %d is %v, gonum's %v", name, k, value, first[m][k])
						}
					}
				}
			})
		})
	}
}

// TestEigenvaluesAtTheEndsOfTheRange: the eigenvalues of the largest weights that a network takes, and
// of very small ones, are those of weights of order 1 times the scale, a power of two. OpenBLAS
// rounds differently at another scale, by about N 2⁻⁵² of the largest.
func TestEigenvaluesAtTheEndsOfTheRange(t *testing.T) {
	for _, n := range []int{3, 120} {
		for name, element := range map[string]func(i, j int) float64{
			"symmetric": func(i, j int) float64 { return -1 / float64(1+(i+j)%3) },
			"directed":  func(i, j int) float64 { return -1 / float64(1+(i+2*j)%3) },
		} {
			want, err := compare.Eigenvalues(matrix(t, n, element))
			if err != nil {
				t.Fatal(err)
			}
			for _, exponent := range []int{490, 400, -400, -490, -900} {
				net := matrix(t, n, func(i, j int) float64 { return math.Ldexp(element(i, j), exponent) })
				testutil.EachLAPACK(t, func(t *testing.T) {
					values, err := compare.Eigenvalues(net)
					if err != nil {
						t.Fatalf("%s n=%d, scale 2^%d: %v", name, n, exponent, err)
					}
					least, largest := slices.Min(reals(values, -exponent)), cmplx.Abs(want[0])
					if math.Abs(least-real(want[0])) > 1e-12*largest {
						t.Errorf("%s n=%d, scale 2^%d: the leftmost eigenvalue is %v, want %v", name, n, exponent, least, want[0])
					}
				})
			}
		}
	}
}

// reals returns the real parts, times 2^exponent.
func reals(values []complex128, exponent int) []float64 {
	all := make([]float64, len(values))
	for k, v := range values {
		all[k] = math.Ldexp(real(v), exponent)
	}
	return all
}
