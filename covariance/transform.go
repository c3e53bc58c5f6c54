package covariance

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/kernel"
)

// transform is a power of Cayley's transform of a network, Φ = (pI − A)⁻¹(pI + A) = 2p(pI − A)⁻¹ − I, during doubling.
type transform struct {
	pencil  pencil
	shift   float64 // p
	n       int
	threads int
	power
	phi     []float64 // the matrix of the power, row after row
	scratch kernel.Scratch[float64]
	between []float64 // the transpose of the first of two products
}

// transform returns the transform of a network.
func (j *Joint) transform(p pencil) (*transform, error) {
	n := p.net.Neurons()
	g := new(mat.Dense)
	if g.Inverse(p.combination(j.shift, -1)) != nil {
		return nil, p.unsolved("a matrix of the solution is singular")
	}
	t := &transform{
		pencil: p, shift: j.shift, n: n, threads: j.threads,
		phi: make([]float64, n*n), between: make([]float64, n*n),
	}
	for i := range n {
		for k, v := range g.RawRowView(i) {
			t.phi[i*n+k] = float64(2 * j.shift * v)
		}
		t.phi[i*n+i]--
	}
	t.pack()
	return t, nil
}

// pack packs Φ and finds its norm.
func (t *transform) pack() {
	packed := kernel.NewMatrix[float64](t.n, func(i, k int) float64 { return t.phi[i*t.n+k] })
	t.power = power{kernel.WithThreads(packed, t.threads), frobenius(t.phi)}
}

// checkGrowth returns an error where powers of Φ grow without a bound.
func (t *transform) checkGrowth() error {
	if !(t.norm < divergence) {
		return t.pencil.diverging()
	}
	return nil
}

// square squares Φ.
func (t *transform) square() {
	t.rows(t.matrix, t.phi, func(i int, row []float64) { copy(t.between[i*t.n:], row) })
	t.phi, t.between = t.between, t.phi
	t.pack()
}

// forcing returns 2p G₁ Gᵀ = (Φ₁ + I)(Φ + I)ᵀ/2p, where G = (pI − A)⁻¹ = (Φ + I)/2p is this network's and Φ₁, given as its
// transpose, that of this or another one.
func (t *transform) forcing(first []float64) []float64 {
	sum := make([]float64, t.n*t.n)
	t.rows(t.matrix, first, func(i int, row []float64) { // of Φ Φ₁ᵀ
		for k, v := range row {
			sum[k*t.n+i] = (v + first[i*t.n+k] + t.phi[i*t.n+k]) / (2 * t.shift)
		}
		sum[i*t.n+i] += 1 / (2 * t.shift)
	})
	return sum
}

// transposed returns the transpose of Φ.
func (t *transform) transposed() []float64 {
	m := make([]float64, t.n*t.n)
	for i := range t.n {
		scatter(m[i:], t.phi[i*t.n:][:t.n], t.n)
	}
	return m
}

// addOwn adds Φ C Φᵀ to a symmetric C.
func (t *transform) addOwn(c []float64) { t.addCross(c, t.power) }

// addCross adds Φ₁ S Φᵀ to S, where Φ₁ is the power of another network's transform.
func (t *transform) addCross(s []float64, first power) {
	t.rows(first.matrix, s, func(i int, row []float64) { scatter(t.between[i:], row, t.n) })
	t.rows(t.matrix, t.between, func(i int, row []float64) { // of Φ (Φ₁ S)ᵀ
		for k, v := range row {
			s[k*t.n+i] += v
		}
	})
}

// rows calls visit for each row of the product of w and x.
func (t *transform) rows(w kernel.Product[float64], x []float64, visit func(i int, row []float64)) {
	w.Rows(x, t.n, &t.scratch, func(first int, products kernel.Rows[float64]) {
		for k := range products.Count {
			visit(first+k, products.Row(k))
		}
	})
}

// scatter copies values to every stride-th place.
func scatter(to, values []float64, stride int) {
	for k, v := range values {
		to[k*stride] = v
	}
}

// frobenius returns √(Σ m²).
func frobenius(m []float64) float64 {
	sum := 0.0
	for _, v := range m {
		sum += float64(v * v)
	}
	return math.Sqrt(sum)
}
