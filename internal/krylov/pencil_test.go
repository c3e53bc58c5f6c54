package krylov_test

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/krylov"
	"noiseprune/noise"
)

// scaled returns factor · a.
func scaled(a *mat.SymDense, factor float64) *mat.SymDense {
	var s mat.SymDense
	s.ScaleSym(factor, a)
	return &s
}

// halved returns A with each pair kept at twice the weight or removed, and the leak by which A's
// exceeds its row sums of |W|.
func halved(a *mat.SymDense, slack float64) *mat.SymDense {
	key := noise.Key{Seed: 5, Purpose: noise.Generate}
	return negative(a.SymmetricDim(), slack, func(i, j int) float64 {
		if key.Uniform(0, uint64(i), uint64(j)) < 0.5 {
			return 0
		}
		return 2 * a.At(i, j)
	})
}

// generalizedEigenvalues returns those of M v = μ B v, the largest first, from B = UᵀU.
func generalizedEigenvalues(t *testing.T, m, b *mat.SymDense) []float64 {
	t.Helper()
	var factor mat.Cholesky
	if !factor.Factorize(b) {
		t.Fatal("not positive definite")
	}
	var upper mat.TriDense
	factor.UTo(&upper)
	var left, both mat.Dense
	if err := left.Solve(upper.T(), m); err != nil {
		t.Fatal(err)
	}
	if err := both.Solve(upper.T(), left.T()); err != nil {
		t.Fatal(err)
	}
	n := b.SymmetricDim()
	s := mat.NewSymDense(n, nil)
	for i := range n {
		for j := range i + 1 {
			s.SetSym(i, j, (both.At(i, j)+both.At(j, i))/2)
		}
	}
	return eigenvalues(t, s)
}

func pencilOf(m, b *mat.SymDense) krylov.Pencil {
	d := matrix{b, 50}.diagonal()
	return krylov.Pencil{M: matrix{m, 50}, B: matrix{b, 50}, Diagonal: d, Preconditioner: krylov.Jacobi(d)}
}

// TestPencilEqualsCholesky takes the pencil (−Ã, −A) of pruned networks, whose extreme μ − 1 are the worst
// cases. Each value lies within the spectrum, as Rayleigh quotients do, and no farther from its end
// than the bound, which is 1e-3 of the worst case; the true error is its square nearly.
func TestPencilEqualsCholesky(t *testing.T) {
	const tolerance = 1e-3
	for _, c := range symmetricCases() {
		slack := map[string]float64{"random": 0.5, "ring": 0.01, "complete": 0.1, "disconnected": 0.1, "nearly singular": 1e-5}[c.name]
		b := scaled(c.a, -1)
		if c.name == "nearly singular" { // 1e-9 is beyond what Cholesky resolves
			for i := range b.SymmetricDim() {
				b.SetSym(i, i, b.At(i, i)+slack)
			}
		}
		m := scaled(halved(c.a, slack), -1)
		found, err := pencilOf(m, b).Extremes(krylov.Ends{Block: 4, Center: 1, Tolerance: tolerance, Products: 20_000, Seed: 1, Workers: 2})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		want := generalizedEigenvalues(t, m, b)
		worst := max(math.Abs(want[0]-1), math.Abs(want[len(want)-1]-1))
		for _, end := range []struct {
			name  string
			found krylov.End
			off   float64 // how far inside the spectrum it lies
		}{{"largest", found.Largest, want[0] - found.Largest.Value}, {"smallest", found.Smallest, found.Smallest.Value - want[len(want)-1]}} {
			const rounding = 1e-9 // of Cholesky with condition 1e7
			if end.off < -rounding || end.off > end.found.Bound+rounding || end.found.Bound > tolerance*worst*1.001 {
				t.Errorf("%s, %s: %v is %v inside, bound %v", c.name, end.name, end.found.Value, end.off, end.found.Bound)
			}
			if r := pencilResidual(m, b, end.found); math.Abs(r-end.found.Residual) > 1e-3*r+1e-10 {
				t.Errorf("%s, %s: residual %v, said to be %v", c.name, end.name, r, end.found.Residual)
			}
		}
		t.Logf("%s: μ from %.4f to %.4f, off by %.1e and %.1e; %d products", c.name, found.Smallest.Value, found.Largest.Value,
			found.Smallest.Value-want[len(want)-1], want[0]-found.Largest.Value, found.Products)
	}
}

// pencilResidual returns ‖M v − μ B v‖/‖B v‖.
func pencilResidual(m, b *mat.SymDense, e krylov.End) float64 {
	v := mat.NewVecDense(len(e.Vector), e.Vector)
	var mv, bv, r mat.VecDense
	mv.MulVec(m, v)
	bv.MulVec(b, v)
	r.AddScaledVec(&mv, -e.Value, &bv)
	return r.Norm(2) / bv.Norm(2)
}

// TestBoundIsTheResidualInTheNormOfTheInverse compares it with a factorization, at a loose tolerance,
// where the residual is large.
func TestBoundIsTheResidualInTheNormOfTheInverse(t *testing.T) {
	c := symmetricCases()[0]
	b, m := scaled(c.a, -1), scaled(halved(c.a, 0.5), -1)
	found, err := pencilOf(m, b).Extremes(krylov.Ends{Block: 2, Center: 1, Tolerance: 0.2, Products: 1000, Seed: 1, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	var factor mat.Cholesky
	factor.Factorize(b)
	for _, e := range []krylov.End{found.Largest, found.Smallest} {
		v := mat.NewVecDense(len(e.Vector), e.Vector)
		var mv, bv, r, z mat.VecDense
		mv.MulVec(m, v)
		bv.MulVec(b, v)
		r.AddScaledVec(&mv, -e.Value, &bv)
		if err := factor.SolveVecTo(&z, &r); err != nil {
			t.Fatal(err)
		}
		if want := math.Sqrt(mat.Dot(&r, &z)); math.Abs(e.Bound-want) > 1e-3*want || math.Abs(mat.Dot(v, &bv)-1) > 1e-12 {
			t.Errorf("bound %v, want %v; vᵀ B v = %v", e.Bound, want, mat.Dot(v, &bv))
		}
	}
}

// TestPencilOfEqualNetworks: with Ã = A every vector has μ = 1 and there is no direction to go on.
func TestPencilOfEqualNetworks(t *testing.T) {
	b := scaled(symmetricCases()[0].a, -1)
	found, err := pencilOf(b, b).Extremes(krylov.Ends{Block: 2, Center: 0, Tolerance: 1e-6, Products: 1000, Seed: 1, Workers: 1})
	if err != nil || math.Abs(found.Largest.Value-1) > 1e-12 || math.Abs(found.Smallest.Value-1) > 1e-12 {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestPencilThatIsNotSolved(t *testing.T) {
	c := symmetricCases()[0]
	b, m := scaled(c.a, -1), scaled(halved(c.a, 0.5), -1)
	var failure *krylov.NotConvergedError
	ends := krylov.Ends{Block: 2, Center: 1, Tolerance: 1e-3, Products: 12, Seed: 1, Workers: 1}
	if _, err := pencilOf(m, b).Extremes(ends); !errors.As(err, &failure) ||
		failure.Products != 12 || !(failure.Residual > 1e-3) {
		t.Errorf("error %v", err)
	}
	for i := range 120 { // indefinite in half of the directions
		for j := range i {
			b.SetSym(i, j, 3*b.At(i, j))
		}
	}
	var unsolved *krylov.UnsolvedError
	ends.Products = 1000
	if _, err := pencilOf(m, b).Extremes(ends); !errors.As(err, &unsolved) {
		t.Errorf("error %v", err)
	}
}
