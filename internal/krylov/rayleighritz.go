package krylov

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// ritz replaces X by the Ritz vectors of both ends in the space of the first columns, P by what of them
// is not X, and the images of both likewise. It returns an *UnsolvedError where B is not positive on the space.
func (s *search) ritz(columns int) error {
	b, m := s.gram(columns, s.bx), s.gram(columns, s.mx)
	basis, rank, ok := orthonormal(b, columns)
	if !ok {
		return &UnsolvedError{Iterations: s.products / s.width, Indefinite: true}
	}
	y, values := ritzVectors(m, basis, columns, rank)
	w := s.width
	s.invariant = columns > w && rank <= w
	chosen := make([]int, w) // columns of y, descending values
	for j := range s.wanted.Block {
		chosen[j], chosen[s.wanted.Block+j] = max(0, rank-1-j), min(j, rank-1)
	}
	q := make([]float64, columns*2*w)
	for c, j := range chosen {
		s.values[c] = values[j]
		for i := range columns {
			q[i*2*w+c] = y[i*rank+j]
			if i >= w {
				q[i*2*w+w+c] = y[i*rank+j]
			}
		}
	}
	kept := min(columns, 2*w)
	for _, v := range [][][]float64{s.x, s.mx, s.bx} {
		s.rotate(v[:columns], q, kept, 2*w)
	}
	s.previous = columns > w
	return nil
}

// gram returns Sᵀ Y, made symmetric, of the first columns.
func (s *search) gram(columns int, y [][]float64) *mat.SymDense {
	c := make([]float64, columns*columns)
	s.upperInner(c, s.x[:columns], y[:columns])
	return mat.NewSymDense(columns, c)
}

// orthonormal returns C, of the given rank, with Cᵀ G C = 1, from the eigenvectors of G scaled to a unit
// diagonal. It leaves out directions that are there to rounding only, and reports false where G is not
// positive.
func orthonormal(g *mat.SymDense, n int) (c []float64, rank int, ok bool) {
	const negligible = 1e-13
	scaled, scales := mat.NewSymDense(n, nil), make([]float64, n)
	for i := range n {
		switch d := g.At(i, i); {
		case d > 0:
			scales[i] = 1 / math.Sqrt(d)
		case !(d == 0):
			return nil, 0, false
		}
	}
	for i := range n {
		for j := i; j < n; j++ {
			scaled.SetSym(i, j, g.At(i, j)*scales[i]*scales[j])
		}
	}
	values, columns := symmetricEigen(scaled)
	for rank < n && values[rank] > negligible*values[0] {
		rank++
	}
	if rank == 0 || values[n-1] < -1e-8*values[0] {
		return nil, 0, false
	}
	c = make([]float64, n*rank)
	for i := range n {
		for j := range rank {
			c[i*rank+j] = scales[i] * columns[i*n+j] / math.Sqrt(values[j])
		}
	}
	return c, rank, true
}

// ritzVectors returns the eigenvalues of Cᵀ M C, descending, and C times its eigenvectors.
func ritzVectors(m *mat.SymDense, basis []float64, n, rank int) (y, values []float64) {
	c := mat.NewDense(n, rank, basis)
	var half, projected, product mat.Dense
	half.Mul(m, c)
	projected.Mul(c.T(), &half)
	symmetric := mat.NewSymDense(rank, nil)
	for i := range rank {
		for j := i; j < rank; j++ {
			symmetric.SetSym(i, j, (projected.At(i, j)+projected.At(j, i))/2)
		}
	}
	values, vectors := symmetricEigen(symmetric)
	product.Mul(c, mat.NewDense(rank, rank, vectors))
	return product.RawMatrix().Data, values
}

// ends returns both ends with residuals by products that are made anew and bounds by a solve each, and
// the larger bound relative to the scale. Where the solve is interrupted, the search stands as it did before.
func (s *search) ends() (*Extremes, float64, error) {
	first := []int{0, s.wanted.Block}
	found := make([]End, 2)
	r, z := make([]float64, 2*s.order), make([]float64, 2*s.order)
	residual := vectors(2, s.order)
	for k, j := range first {
		v, m, b := append([]float64(nil), s.x[j]...), residual[k], make([]float64, s.order)
		apply(s.pencil.M, m, v)
		apply(s.pencil.B, b, v)
		square := s.dot(v, b)
		value := s.dot(v, m) / square
		s.subtract(m, [][]float64{b}, []float64{value})
		s.space.scale(v, 1/math.Sqrt(square))
		s.space.scale(m, 1/math.Sqrt(square))
		found[k] = End{Value: value, Vector: v, Residual: s.norm(m) / (s.norm(b) / math.Sqrt(square))}
	}
	s.pack(r, residual)
	solver := NewConjugateGradients(s.pencil.B, s.pencil.Diagonal, boundTolerance, boundIterations)
	pass := func() error { return between(s.wanted.Checkpoint, s) }
	if err := solver.solve(z, append([]float64(nil), r...), 2, pass); err != nil {
		return nil, 0, err
	}
	solution := vectors(2, s.order)
	s.unpack(solution, z)
	worst := 0.0
	for k := range found {
		s.products += 1 + solver.Iterations()[k]
		s.solves++
		found[k].Bound = math.Sqrt(max(0, s.dot(residual[k], solution[k])))
		worst = max(worst, found[k].Bound/s.scale())
	}
	return &Extremes{Smallest: found[0], Largest: found[1], Products: s.products, Solves: s.solves}, worst, nil
}
