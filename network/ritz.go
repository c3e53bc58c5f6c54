package network

import (
	"math"
	"math/cmplx"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// criterion ranks eigenvalues; the one of the highest rank is the extreme one.
type criterion func(complex128) float64

func bySlowness(z complex128) float64 { return real(z) }

func byModulus(z complex128) float64 { return cmplx.Abs(z) }

// byStep ranks by the largest stable step h = −2 Re λ / |λ|², below which |1 + hλ| < 1,
// smallest step first: it returns −h. An eigenvalue that is not in the left half plane has
// no such step; those come before all others, the one of largest real part first.
func byStep(z complex128) float64 {
	if real(z) >= 0 {
		return real(z)
	}
	return 2 * real(1/z) // without the overflow of |λ|²
}

// ritz holds the eigenpairs of a small dense matrix. Of a complex pair, the value with
// positive imaginary part comes first.
type ritz struct {
	values  []complex128
	vectors *mat.CDense // in its columns, each of length 1
}

// solve returns the eigenpairs of h, and false if the iteration did not converge.
func solve(h *mat.Dense, symmetric bool) (ritz, bool) {
	if symmetric {
		return solveSymmetric(h)
	}
	var eigen mat.Eigen
	if !eigen.Factorize(h, mat.EigenRight) {
		return ritz{}, false
	}
	r := ritz{values: eigen.Values(nil), vectors: new(mat.CDense)}
	eigen.VectorsTo(r.vectors)
	return r, true
}

// solveSymmetric does so for the mean of both triangles of h, which differ by rounding.
func solveSymmetric(h *mat.Dense) (ritz, bool) {
	m, _ := h.Dims()
	s := mat.NewSymDense(m, nil)
	for i := range m {
		for j := i; j < m; j++ {
			s.SetSym(i, j, (h.At(i, j)+h.At(j, i))/2)
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(s, true) {
		return ritz{}, false
	}
	var q mat.Dense
	eigen.VectorsTo(&q)
	r := ritz{vectors: mat.NewCDense(m, m, nil)}
	for c, value := range eigen.Values(nil) {
		r.values = append(r.values, complex(value, 0))
		for i := range m {
			r.vectors.Set(i, c, complex(q.At(i, c), 0))
		}
	}
	return r, true
}

// top returns the places of the `count` eigenvalues that the criterion ranks highest,
// best first. Of a complex pair only the first is listed.
func (r ritz) top(rank criterion, count int) []int {
	var places []int
	for k, v := range r.values {
		if imag(v) >= 0 {
			places = append(places, k)
		}
	}
	slices.SortStableFunc(places, func(a, b int) int {
		switch x, y := rank(r.values[a]), rank(r.values[b]); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return places[:min(count, len(places))]
}

// span returns a basis, in real numbers, of the space of some of the eigenvectors and
// of their complex partners.
func (r ritz) span(places []int) *mat.Dense {
	rows, _ := r.vectors.Dims()
	var columns [][]float64
	for _, k := range places {
		re, im := make([]float64, rows), make([]float64, rows)
		for i := range rows {
			re[i], im[i] = real(r.vectors.At(i, k)), imag(r.vectors.At(i, k))
		}
		columns = append(columns, re)
		if imag(r.values[k]) != 0 {
			columns = append(columns, im)
		}
	}
	basis := mat.NewDense(rows, len(columns), nil)
	for c, column := range columns {
		basis.SetCol(c, column)
	}
	return basis
}

// lift returns the real and the imaginary part of V y, y the k-th eigenvector. Without
// a basis V is the identity.
func (r ritz) lift(basis [][]float64, k int) (re, im []float64) {
	rows, _ := r.vectors.Dims()
	if basis == nil {
		re, im = make([]float64, rows), make([]float64, rows)
		for i := range rows {
			re[i], im[i] = real(r.vectors.At(i, k)), imag(r.vectors.At(i, k))
		}
		return re, im
	}
	re, im = make([]float64, len(basis[0])), make([]float64, len(basis[0]))
	for i := range rows {
		addScaled(re, real(r.vectors.At(i, k)), basis[i])
		addScaled(im, imag(r.vectors.At(i, k)), basis[i])
	}
	return re, im
}

// residual returns ‖A x − λ x‖ / ‖x‖ for x = re + i·im.
func (a operator) residual(value complex128, re, im []float64) float64 {
	outRe, outIm := make([]float64, len(re)), make([]float64, len(im))
	a.applyTo(outRe, re)
	a.applyTo(outIm, im)
	addScaled(outRe, -real(value), re)
	addScaled(outRe, imag(value), im)
	addScaled(outIm, -real(value), im)
	addScaled(outIm, -imag(value), re)
	return math.Hypot(norm(outRe), norm(outIm)) / math.Hypot(norm(re), norm(im))
}
