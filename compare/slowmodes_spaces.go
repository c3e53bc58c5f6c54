package compare

import (
	"math"

	"noiseprune/network"
)

// complexVector is a vector re + i im; im is nil where that is 0.
type complexVector struct{ re, im []float64 }

// member returns the vector of mode k among columns in the order of the modes'.
func (s *SlowModes) member(columns [][]float64, k int) complexVector {
	if imag(s.Values[k]) == 0 {
		return complexVector{re: columns[k]}
	}
	return complexVector{columns[k], columns[k+1]}
}

// inner returns x* y of two real or two complex vectors.
func inner(x, y complexVector) complex128 {
	if x.im == nil {
		return complex(dot(x.re, y.re), 0)
	}
	return complex(dot(x.re, y.re)+dot(x.im, y.im), dot(x.re, y.im)-dot(x.im, y.re))
}

func squareOf(x complexVector) float64 { return real(inner(x, x)) }

// subtract sets y ← y − a x.
func (y complexVector) subtract(a complex128, x complexVector) {
	add(y.re, -real(a), x.re)
	if x.im != nil {
		add(y.re, imag(a), x.im)
		add(y.im, -real(a), x.im)
		add(y.im, -imag(a), x.re)
	}
}

// orthonormalizeGroup replaces the columns of a group of modes, all real or all complex, by copies that are orthonormal,
// by Gram and Schmidt's method done twice. A vector that depends on those before becomes 0.
func (s *SlowModes) orthonormalizeGroup(columns [][]float64, group []int) {
	for g, i := range group {
		for k := i; k < i+len(s.columns(i)); k++ {
			columns[k] = append([]float64(nil), columns[k]...)
		}
		v := s.member(columns, i)
		for range 2 {
			for _, j := range group[:g] {
				u := s.member(columns, j)
				v.subtract(inner(u, v), u)
			}
		}
		scaleToUnit(v)
	}
}

// scaleToUnit divides a vector, of norm 1 before others were subtracted from it, by its norm; rounding becomes 0.
func scaleToUnit(v complexVector) {
	const rounding = 1e-12
	factor := 0.0
	if norm := math.Sqrt(squareOf(v)); norm > rounding {
		factor = 1 / norm
	}
	for i := range v.re {
		v.re[i] *= factor
	}
	for i := range v.im {
		v.im[i] *= factor
	}
}

// orthonormalized returns an orthonormal basis of the space of real columns. Those that depend on others are left out.
func orthonormalized(columns [][]float64) (basis [][]float64) {
	for _, column := range columns {
		v := complexVector{re: append([]float64(nil), column...)}
		scaleToUnit(v)
		for range 2 {
			for _, u := range basis {
				v.subtract(complex(dot(u, v.re), 0), complexVector{re: u})
			}
		}
		if scaleToUnit(v); squareOf(v) > 0 {
			basis = append(basis, v.re)
		}
	}
	return basis
}

// overlapOf returns ‖Q₁ᵀ Q₂‖_F² over the smaller dimension, for orthonormal bases.
func overlapOf(a, b [][]float64) float64 {
	sum := 0.0
	for _, x := range a {
		for _, y := range b {
			c := dot(x, y)
			sum = math.FMA(c, c, sum)
		}
	}
	return min(1, sum/float64(min(len(a), len(b))))
}

// imagesUnder returns A v of all columns, quadraticLanes in each pass over the weights.
func imagesUnder(net *network.Network, columns [][]float64) [][]float64 {
	n, images := net.Neurons(), make([][]float64, len(columns))
	a := coupling{negatedOf(net.Weights(), net.Leak(), quadraticLanes, 1)}
	x, y := make([]float64, n*quadraticLanes), make([]float64, n*quadraticLanes)
	for first := 0; first < len(columns); first += quadraticLanes {
		width := min(quadraticLanes, len(columns)-first)
		for i := range n {
			for c := range width {
				x[i*width+c] = columns[first+c][i]
			}
		}
		a.Apply(y[:n*width], x[:n*width], width, func(int, int) {})
		for c := range width {
			image := make([]float64, n)
			for i := range image {
				image[i] = y[i*width+c]
			}
			images[first+c] = image
		}
	}
	return images
}
