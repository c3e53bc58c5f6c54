package krylov

import "math"

// precondition replaces each residual r by the iterate t of that many sweeps of Jacobi, after the first, for (A − λ) t = r.
func (d *davidson) precondition(residuals [][]float64, shifts []float64, sweeps int) {
	k := len(residuals)
	for _, r := range residuals {
		if norm := d.norm(r); norm > 0 {
			d.scale(r, 1/norm)
		}
	}
	r, t, at := make([]float64, d.order*k), d.in[:d.order*k], d.out[:d.order*k]
	d.pack(r, residuals)
	clear(t)
	clear(at)
	for sweep := range sweeps + 1 {
		if sweep > 0 {
			d.operator.Apply(at, t, k, func(int, int) {})
			d.products += k
		}
		d.each(func(_, first, end int) {
			for i := first; i < end; i++ {
				row := i * k
				for c, shift := range shifts {
					divisor := d.diagonal[i] - shift
					if least := nearDiagonal * math.Abs(shift); math.Abs(divisor) < least {
						if sweep > 0 {
							continue
						}
						divisor = -least
					}
					left := math.FMA(shift, t[row+c], r[row+c]-at[row+c])
					t[row+c] += left / divisor
				}
			}
		})
	}
	d.unpack(residuals, t)
}

// scaled is D⁻¹ A D.
type scaled struct {
	operator Operator
	scales   []float64 // D
}

func newScaled(a Operator, diagonal []float64) scaled {
	largest := 0.0
	for _, v := range diagonal {
		largest = max(largest, math.Abs(v))
	}
	s := scaled{a, make([]float64, len(diagonal))}
	for i, v := range diagonal {
		s.scales[i] = 1
		if largest > 0 {
			_, exponent := math.Frexp(max(math.Abs(v), floor*largest)) // powers of 2: no rounding
			s.scales[i] = math.Ldexp(1, exponent)
		}
	}
	return s
}

func (s scaled) Order() int { return s.operator.Order() }

// Apply overwrites x on the way and restores it.
func (s scaled) Apply(y, x []float64, width int, ready func(first, end int)) {
	for i, d := range s.scales {
		for c := i * width; c < (i+1)*width; c++ {
			x[c] *= d
		}
	}
	s.operator.Apply(y, x, width, func(int, int) {})
	for i, d := range s.scales {
		for c := i * width; c < (i+1)*width; c++ {
			x[c] /= d
			y[c] /= d
		}
	}
	ready(0, len(s.scales))
}

// norm returns the norm of D V.
func (s scaled) norm(p space, columns [][]float64) float64 {
	square, w := 0.0, make([]float64, p.order)
	for _, v := range columns {
		copy(w, v)
		s.lift(p, w)
		square += p.dot(w, w)
	}
	return math.Sqrt(square)
}

// lift replaces w by D w.
func (s scaled) lift(p space, w []float64) {
	p.each(func(_, first, end int) {
		for i := first; i < end; i++ {
			w[i] *= s.scales[i]
		}
	})
}
