package compare

import (
	"math"
	"math/cmplx"
)

// spread returns a vector of the core with zeros elsewhere.
func (s *SlowModes) spread(v []float64) []float64 {
	all := make([]float64, s.net.Neurons())
	for c, i := range s.divided.Core {
		all[i] = v[c]
	}
	return all
}

// lift computes the entries of driven neurons and normalizes the vectors. Where λ equals A_ii of a driven neuron, the
// difference is replaced by rounding.
func (s *SlowModes) lift() {
	for k := 0; k < len(s.Values); k++ {
		lambda, columns := s.Values[k], s.columns(k)
		for _, i := range s.divided.Driven {
			sources, weights := s.net.Weights().Row(i)
			re, im, own := 0.0, 0.0, -s.net.Leak()[i]
			for e, j := range sources {
				if int(j) == i {
					own += weights[e]
					continue
				}
				re = math.FMA(weights[e], columns[0][j], re)
				if len(columns) > 1 {
					im = math.FMA(weights[e], columns[1][j], im)
				}
			}
			difference := lambda - complex(own, 0)
			if least := 0x1p-52 * cmplx.Abs(lambda); cmplx.Abs(difference) < least {
				difference = complex(least, 0)
			}
			v := complex(re, im) / difference
			columns[0][i] = real(v)
			if len(columns) > 1 {
				columns[1][i] = imag(v)
			}
		}
		normalize(columns)
		k += len(columns) - 1
	}
}

// columns returns the vector of mode k: its real part, and of a complex pair, of which k is the first, the
// imaginary part.
func (s *SlowModes) columns(k int) [][]float64 {
	if imag(s.Values[k]) == 0 {
		return s.vectors[k : k+1]
	}
	return s.vectors[k : k+2]
}

// normalize divides the columns by the norm of them all.
func normalize(columns [][]float64) {
	square := 0.0
	for _, v := range columns {
		square += dot(v, v)
	}
	if norm := math.Sqrt(square); norm > 0 {
		for _, v := range columns {
			for i := range v {
				v[i] /= norm
			}
		}
	}
}

// dot returns Σ x_i y_i in four interleaved sums.
func dot(x, y []float64) float64 {
	var sums [4]float64
	i := 0
	for ; i+4 <= len(x); i += 4 {
		for lane := range sums {
			sums[lane] = math.FMA(x[i+lane], y[i+lane], sums[lane])
		}
	}
	for ; i < len(x); i++ {
		sums[0] = math.FMA(x[i], y[i], sums[0])
	}
	return (sums[0] + sums[1]) + (sums[2] + sums[3])
}

// add sets y ← y + a x.
func add(y []float64, a float64, x []float64) {
	for i, v := range x {
		y[i] = math.FMA(a, v, y[i])
	}
}

// measure computes the relative residuals, each pass over the weights serving all vectors.
func (s *SlowModes) measure() {
	images := imagesUnder(s.net, s.vectors)
	s.Products += len(images)
	s.Residuals = make([]float64, len(s.Values))
	for k := 0; k < len(s.Values); k++ {
		lambda, columns := s.Values[k], s.columns(k)
		re, im := real(lambda), imag(lambda)
		add(images[k], -re, columns[0])
		square := 0.0
		if len(columns) > 1 { // A (v + iu) − (a + ib)(v + iu) = A v − a v + b u + i (A u − a u − b v)
			add(images[k], im, columns[1])
			add(images[k+1], -re, columns[1])
			add(images[k+1], -im, columns[0])
			square = dot(images[k+1], images[k+1])
		}
		residual := math.Sqrt(square+dot(images[k], images[k])) / cmplx.Abs(lambda)
		for m := range columns {
			s.Residuals[k+m] = residual
		}
		k += len(columns) - 1
	}
}
