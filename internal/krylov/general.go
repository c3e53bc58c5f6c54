package krylov

import "math"

// General holds eigenpairs of a matrix that need not be symmetric, in the order of the criterion by
// which they were sought. A complex pair is complete: k of them may be k+1.
type General struct {
	Values    []complex128
	Vectors   [][]float64 // of norm 1; those of λ and λ̄ are the real and the imaginary part for λ, Im λ > 0 first
	Residuals []float64   // ‖A v − λ v‖
	Products  int         // with A
}

// measure computes the residuals: of a pair v ± iu with λ = a ± ib, A v − a v + b u and A u − b v − a u.
func (g *General) measure(s space, a Operator) {
	g.Residuals = make([]float64, len(g.Values))
	w := make([]float64, s.order)
	for j := 0; j < len(g.Values); j++ {
		re, im := real(g.Values[j]), imag(g.Values[j])
		apply(a, w, g.Vectors[j])
		g.Products++
		if im == 0 {
			s.subtract(w, g.Vectors[j:j+1], []float64{re})
			g.Residuals[j] = s.norm(w)
			continue
		}
		s.subtract(w, g.Vectors[j:j+2], []float64{re, -im})
		first := s.norm(w)
		apply(a, w, g.Vectors[j+1])
		g.Products++
		s.subtract(w, g.Vectors[j:j+2], []float64{im, re})
		g.Residuals[j] = math.Hypot(first, s.norm(w))
		g.Residuals[j+1] = g.Residuals[j]
		j++
	}
}
