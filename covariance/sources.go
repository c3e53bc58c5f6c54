package covariance

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Solutions for networks whose noise σ F dV is not plain: F is not I, and Q = F Fᵀ stands in place of I.

// hasPowers reports whether the covariances of a network follow from inverses of polynomials of A, which commute: those
// of a symmetric network with plain noise.
func hasPowers(net *network.Network) bool { return net.Symmetric() && net.Noise().Plain() }

// timesSources returns B = F, M F or diag(scales) F, N × (N + k).
func (p pencil) timesSources() *mat.Dense {
	b := p.net.NoiseMatrix()
	if p.colouredByM {
		var product mat.Dense
		product.Mul(p.combination(1, p.h/2), b)
		return &product
	}
	for i, scale := range p.scales {
		row := b.RawRowView(i)
		for k, v := range row {
			row[k] = scale * v
		}
	}
	return b
}

// residualOfSources returns the largest 2-norm among residualColumns columns of A C Mᵀ + M C Aᵀ + B Bᵀ, relative to the
// largest of a column of B Bᵀ.
func (p pencil) residualOfSources(c *mat.SymDense) float64 {
	n := c.SymmetricDim()
	noise := mat.NewSymDense(n, nil)
	noise.SymOuterK(1, p.timesSources())
	columns, largest := min(n, residualColumns), 0.0
	for k := range columns {
		column := k * n / columns
		v := mat.NewVecDense(n, nil)
		v.SetVec(column, 1)
		left := p.image(c, v)
		for i := range n {
			left.SetVec(i, left.AtVec(i)+noise.At(i, column))
		}
		largest = math.Max(largest, mat.Norm(left, 2))
	}
	return relativeTo(noise, largest)
}

// relativeTo returns a residual relative to the largest 2-norm of a column of the noise's covariance; without noise the
// residual itself.
func relativeTo(noise *mat.SymDense, residual float64) float64 {
	largest, n := 0.0, noise.SymmetricDim()
	for i := range n {
		norm := 0.0
		for j := range n {
			norm = math.Hypot(norm, noise.At(i, j))
		}
		largest = math.Max(largest, norm)
	}
	if largest == 0 {
		return residual
	}
	return residual / largest
}

// addScaled adds factor·other to c.
func addScaled(c *mat.SymDense, factor float64, other *mat.SymDense) {
	n := c.SymmetricDim()
	for i := range n {
		for j := i; j < n; j++ {
			c.SetSym(i, j, c.At(i, j)+float64(factor*other.At(i, j)))
		}
	}
}

// timesF returns m F.
func timesF(m *mat.Dense, net *network.Network) *mat.Dense {
	var product mat.Dense
	product.Mul(m, net.NoiseMatrix())
	return &product
}
