package krylov_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/krylov"
	"noiseprune/noise"
)

// symmetricCase is a network A = W − D.
type symmetricCase struct {
	name string
	a    *mat.SymDense
}

// negative returns A with weights w(i, j), i > j, whose leak exceeds each row sum of |W| by the slack.
func negative(n int, slack float64, w func(i, j int) float64) *mat.SymDense {
	a, sums := mat.NewSymDense(n, nil), make([]float64, n)
	for i := range n {
		for j := range i {
			v := w(i, j)
			a.SetSym(i, j, v)
			sums[i] += math.Abs(v)
			sums[j] += math.Abs(v)
		}
	}
	for i, s := range sums {
		a.SetSym(i, i, -s-slack)
	}
	return a
}

// sparseWeights are normal weights of a share of the pairs.
func sparseWeights(share float64, seed uint64) func(i, j int) float64 {
	key := noise.Key{Seed: seed, Purpose: noise.Generate}
	return func(i, j int) float64 {
		if key.Uniform(0, uint64(i), uint64(j)) >= share {
			return 0
		}
		return key.Normal(1, i, j)
	}
}

func symmetricCases() []symmetricCase {
	const n = 240
	random := sparseWeights(0.05, 1)
	return []symmetricCase{
		{"random", negative(n, 0.5, random)},
		{"ring", negative(n, 0.01, func(i, j int) float64 { // pairs of equal eigenvalues
			if i-j == 1 || i-j == n-1 {
				return 1
			}
			return 0
		})},
		{"complete", negative(n, 0.1, func(int, int) float64 { return 1 })}, // one eigenvalue n − 1 times
		{"disconnected", negative(n, 0.1, func(i, j int) float64 { // each eigenvalue 4 times
			if i/60 != j/60 {
				return 0
			}
			return random(i%60, j%60)
		})},
		{"nearly singular", negative(n, 1e-9, func(i, j int) float64 { return math.Abs(random(i, j)) })},
	}
}

// eigenvalues returns those of a, the largest first.
func eigenvalues(t *testing.T, a mat.Symmetric) []float64 {
	t.Helper()
	var eigen mat.EigenSym
	if !eigen.Factorize(a, false) {
		t.Fatal("no eigenvalues")
	}
	values := eigen.Values(nil)
	slices.Reverse(values)
	return values
}

// TestLanczosEqualsEigendecomposition: an eigenvalue lies within the residual of each value, which is
// 1e-10 |λ|, and multiple ones come as often as they are.
func TestLanczosEqualsEigendecomposition(t *testing.T) {
	for _, c := range symmetricCases() {
		for _, block := range []int{1, 5} {
			b := matrix{c.a, 50}
			q := krylov.Request{Pairs: 12, Block: block, Basis: 50, Tolerance: 1e-10, Products: 5000, Seed: 1, Workers: 2}
			found, err := krylov.Lanczos(b, q)
			if err != nil {
				t.Errorf("%s, blocks of %d: %v", c.name, block, err)
				continue
			}
			want := eigenvalues(t, c.a)
			norm := max(math.Abs(want[0]), math.Abs(want[len(want)-1]))
			rounding := 1e-13 * norm
			for k, v := range found.Values {
				if e := math.Abs(v - want[k]); e > 1e-10*math.Abs(want[k])+rounding {
					t.Errorf("%s, blocks of %d: eigenvalue %d is %v, want %v", c.name, block, k, v, want[k])
				}
				if r := residualOf(b, found.Vectors[k], v, 0, nil); math.Abs(r-found.Residuals[k]) > rounding || r > 1.1e-10*math.Abs(v)+rounding {
					t.Errorf("%s, blocks of %d: residual %d is %v, said to be %v", c.name, block, k, r, found.Residuals[k])
				}
			}
			t.Logf("%s, blocks of %d: %d products", c.name, block, found.Products)
		}
	}
}

// residualOf returns the norm of A v − a v + b u.
func residualOf(b krylov.Operator, v []float64, re, im float64, u []float64) float64 {
	w := make([]float64, len(v))
	b.Apply(w, v, 1, func(int, int) {})
	sum := 0.0
	for i := range w {
		r := w[i] - re*v[i]
		if u != nil {
			r += im * u[i]
		}
		sum += r * r
	}
	return math.Sqrt(sum)
}

// chainOperator is the symmetric tridiagonal matrix of order n with entries of very different sizes.
type chainOperator int

func (n chainOperator) Order() int { return int(n) }

func (n chainOperator) entry(i int) float64 { return 1 + float64(i*i%97) }

func (n chainOperator) Apply(y, x []float64, width int, ready func(first, end int)) {
	for i := range int(n) {
		for c := range width {
			sum := n.entry(i) * 3 * x[i*width+c]
			if i > 0 {
				sum = math.FMA(n.entry(i), x[(i-1)*width+c], sum)
			}
			if i+1 < int(n) {
				sum = math.FMA(n.entry(i+1), x[(i+1)*width+c], sum)
			}
			y[i*width+c] = sum
		}
	}
	ready(0, int(n))
}

// TestWorkersChangeNoBit goes through all methods, with an order of three blocks of entries.
func TestWorkersChangeNoBit(t *testing.T) {
	const n = chainOperator(10_000)
	diagonal := make([]float64, n)
	for i := range diagonal {
		diagonal[i] = 3 * n.entry(i)
	}
	digest := func(workers int) (all []float64) {
		q := krylov.Request{Pairs: 2, Block: 2, Basis: 20, Tolerance: 1e-4, Products: 3000, Seed: 1, Workers: workers}
		l, err := krylov.Lanczos(n, q)
		if err != nil {
			t.Fatal(err)
		}
		all = append(append(all, l.Values...), l.Vectors[1]...)
		q.Tolerance, q.Basis = 1e-6, 40
		g, err := krylov.Rightmost(n, diagonal, q)
		if err != nil {
			t.Fatal(err)
		}
		all = append(append(all, g.Residuals...), g.Vectors[0]...)
		p := krylov.Pencil{M: n, B: n, Diagonal: diagonal, Preconditioner: krylov.Jacobi(diagonal)}
		e, err := p.Extremes(krylov.Ends{Block: 2, Tolerance: 1e-3, Products: 1000, Seed: 1, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		all = append(append(all, e.Largest.Bound, e.Smallest.Value), e.Largest.Vector...)
		values, weights := krylov.StochasticQuadrature(n, krylov.Sampling{Vectors: 2, Steps: 10, Seed: 1, Workers: workers}).Nodes()
		return append(append(all, values...), weights...)
	}
	one, three := digest(1), digest(3)
	for i, v := range one {
		if math.Float64bits(v) != math.Float64bits(three[i]) {
			t.Fatalf("number %d is %v by one worker, %v by three", i, v, three[i])
		}
	}
}

// TestMultipleEigenvaluesFromOneVector: in exact arithmetic the space of one start vector has one vector
// for the threefold eigenvalue; 1 and 1/2 converge beside it before rounding brings another.
func TestMultipleEigenvaluesFromOneVector(t *testing.T) {
	const n = 100
	a := mat.NewSymDense(n, nil)
	for i := range n {
		a.SetSym(i, i, 1/float64(max(1, i-2)))
		if i < 3 {
			a.SetSym(i, i, 10)
		}
	}
	q := krylov.Request{Pairs: 3, Block: 1, Basis: 12, Tolerance: 1e-3, Products: 1000, Seed: 1, Workers: 1}
	l, err := krylov.Lanczos(matrix{a, n}, q)
	if err != nil || math.Abs(l.Values[2]-10) > 1e-2 {
		t.Errorf("Lanczos: %+v, %v", l, err)
	}
}
