package krylov

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// dense is a dense matrix as an operator.
type dense struct{ *mat.Dense }

func (d dense) Order() int { n, _ := d.Dims(); return n }

func (d dense) Apply(y, x []float64, width int, ready func(first, end int)) {
	n := d.Order()
	for i := range n {
		for c := range width {
			sum := 0.0
			for j := range n {
				sum = math.FMA(d.At(i, j), x[j*width+c], sum)
			}
			y[i*width+c] = sum
		}
	}
	ready(0, n)
}

// directed returns a matrix that is not symmetric, whose diagonal entries are those of row sums of magnitudes and a slack, and
// differ a hundredfold.
func directed(n int, slack float64) (dense, []float64) {
	source := rand.New(rand.NewPCG(1, 2))
	m, diagonal := mat.NewDense(n, n, nil), make([]float64, n)
	for i := range n {
		strength := math.Pow(100, source.Float64())
		for range 6 {
			if j := source.IntN(n); j != i {
				m.Set(i, j, -strength*source.Float64())
			}
		}
		for j := range n {
			diagonal[i] += math.Abs(m.At(i, j))
		}
		diagonal[i] += slack * strength
		m.Set(i, i, diagonal[i])
	}
	return dense{m}, diagonal
}

// TestBiCGSTABSolves: inputs into single places and random ones, to the residual that is stated, and to a relative error that a
// hundred times the tolerance allows at this slack.
func TestBiCGSTABSolves(t *testing.T) {
	const n, width, tolerance = 150, 5, 1e-9
	b, diagonal := directed(n, 0.02)
	source := rand.New(rand.NewPCG(3, 4))
	f, x := make([]float64, n*width), make([]float64, n*width)
	for i := range n {
		f[i*width+3], f[i*width+4] = source.NormFloat64(), 1
	}
	f[7*width], f[50*width+1] = 1, -2
	wanted := mat.NewDense(n, width, slices.Clone(f))
	s := NewBiCGSTAB(b, diagonal, tolerance, 500)
	if err := s.Solve(x, f, width); err != nil {
		t.Fatal(err)
	}
	var exact mat.Dense
	if err := exact.Solve(b.Dense, wanted); err != nil {
		t.Fatal(err)
	}
	for c := range width {
		difference, norm := 0.0, 0.0
		for i := range n {
			difference += math.Pow(x[i*width+c]-exact.At(i, c), 2)
			norm += math.Pow(exact.At(i, c), 2)
		}
		if relative := math.Sqrt(difference) / math.Max(math.Sqrt(norm), 1e-300); norm > 0 && !(relative < 1e-6) {
			t.Errorf("column %d: relative error %.2g", c, relative)
		}
		if r := s.Residuals()[c]; !(r <= recomputed*tolerance) {
			t.Errorf("column %d: residual %v", c, r)
		}
	}
	for i := range n {
		if x[i*width+2] != 0 {
			t.Fatalf("the answer to no input is %v", x[i*width+2])
		}
	}
}

// TestBiCGSTABColumnsAreIndependent: a column has the same bits alone.
func TestBiCGSTABColumnsAreIndependent(t *testing.T) {
	const n, width = 90, 11
	b, diagonal := directed(n, 0.1)
	source := rand.New(rand.NewPCG(5, 6))
	f, x := make([]float64, n*width), make([]float64, n*width)
	for k := range f {
		f[k] = source.NormFloat64()
	}
	for c := range width {
		alone, one := make([]float64, n), make([]float64, n)
		for i := range n {
			alone[i] = f[i*width+c]
		}
		if err := NewBiCGSTAB(b, diagonal, 1e-6, 500).Solve(one, alone, 1); err != nil {
			t.Fatal(err)
		}
		if c == 0 {
			if err := NewBiCGSTAB(b, diagonal, 1e-6, 500).Solve(x, slices.Clone(f), width); err != nil {
				t.Fatal(err)
			}
		}
		for i := range n {
			if x[i*width+c] != one[i] {
				t.Fatalf("column %d, row %d: %v in the block, %v alone", c, i, x[i*width+c], one[i])
			}
		}
	}
}

// TestBiCGSTABSaysWhatIsUnsolved: with too few iterations, and of a singular matrix.
func TestBiCGSTABSaysWhatIsUnsolved(t *testing.T) {
	b, diagonal := directed(60, 0.01)
	singular := dense{mat.NewDense(2, 2, []float64{1, -1, -1, 1})}
	for _, c := range []struct {
		reason   string
		b        dense
		diagonal []float64
		most     int
	}{
		{"too few iterations", b, diagonal, 2},
		{"a singular matrix", singular, []float64{1, 1}, 100},
	} {
		f, x := make([]float64, c.b.Order()), make([]float64, c.b.Order())
		f[0] = 1
		err := NewBiCGSTAB(c.b, c.diagonal, 1e-8, c.most).Solve(x, f, 1)
		if unsolved := (*UnsolvedError)(nil); !errors.As(err, &unsolved) {
			t.Errorf("%s: error %v", c.reason, err)
		}
	}
}

// TestBiCGSTABEndsHalfway: an input into a place that acts on no other is answered by the first step along a direction, after which
// nothing is left to stabilize.
func TestBiCGSTABEndsHalfway(t *testing.T) {
	b := dense{mat.NewDense(2, 2, []float64{2, 0, -1, 4})}
	x, f := make([]float64, 2), []float64{0, 1}
	if err := NewBiCGSTAB(b, []float64{2, 4}, 1e-9, 5).Solve(x, f, 1); err != nil || x[0] != 0 || x[1] != 0.25 {
		t.Errorf("%v, %v", x, err)
	}
}
