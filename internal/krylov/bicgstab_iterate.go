package krylov

import "math"

// iterate does one iteration of the columns that are not solved.
func (s *BiCGSTAB) iterate(x, r []float64) {
	width := len(s.columns)
	s.nextDirection(r)
	s.divide(s.input, s.direction)
	s.operator.Apply(s.image, s.input, width, func(int, int) {})
	s.along(s.dots(s.shadow, s.image))
	s.step(x, r, s.image, func(c biColumn) float64 { return c.alpha })
	s.unfinished(r, s.tolerance) // a column that is solved has no ω
	s.divide(s.input, r)
	s.operator.Apply(s.second, s.input, width, func(int, int) {})
	s.stabilize(s.dots(s.second, r), s.dots(s.second, s.second))
	s.step(x, r, s.second, func(c biColumn) float64 { return c.omega })
}

// nextDirection sets p ← r + β (p − ω v).
func (s *BiCGSTAB) nextDirection(r []float64) {
	width := len(s.columns)
	for c, rho := range s.dots(s.shadow, r) {
		column := &s.columns[c]
		column.beta = rho / column.rho * (column.alpha / column.omega)
		column.rho = rho
	}
	for i := range s.diagonal {
		for c, column := range s.columns {
			k := i*width + c
			s.direction[k] = math.FMA(column.beta, math.FMA(-column.omega, s.image[k], s.direction[k]), r[k])
		}
	}
}

// along computes α = ρ/(r̂ᵀv).
func (s *BiCGSTAB) along(dots []float64) {
	for c, dot := range dots {
		column := &s.columns[c]
		column.alpha = s.coefficient(column, column.rho, dot)
	}
}

// stabilize computes ω = tᵀs/tᵀt.
func (s *BiCGSTAB) stabilize(dots, squares []float64) {
	for c, dot := range dots {
		column := &s.columns[c]
		column.omega = s.coefficient(column, dot, squares[c])
	}
}

// coefficient returns a/b. A column that is not solved fails where that is 0 or not finite.
func (s *BiCGSTAB) coefficient(column *biColumn, a, b float64) float64 {
	v := a / b
	if !column.solved && (v == 0 || math.IsNaN(v) || math.IsInf(v, 0)) {
		column.failed = true
	}
	return v
}

// step sets x ← x + a D⁻¹y and r ← r − a B D⁻¹y, of the columns that are not solved.
func (s *BiCGSTAB) step(x, r, image []float64, factor func(biColumn) float64) {
	width := len(s.columns)
	factors := make([]float64, width)
	for c, column := range s.columns {
		if !column.solved {
			factors[c] = factor(column)
		}
	}
	for i := range s.diagonal {
		for c, a := range factors {
			if k := i*width + c; a != 0 {
				x[k] = math.FMA(a, s.input[k], x[k])
				r[k] = math.FMA(-a, image[k], r[k])
			}
		}
	}
}

// divide sets y ← D⁻¹ x, and y to 0 in columns that are solved.
func (s *BiCGSTAB) divide(y, x []float64) {
	width := len(s.columns)
	for i, d := range s.diagonal {
		for c, column := range s.columns {
			k := i*width + c
			if y[k] = 0; !column.solved {
				y[k] = x[k] / d
			}
		}
	}
}

// dots returns aᵀb of each column.
func (s *BiCGSTAB) dots(a, b []float64) []float64 {
	sums := make([]float64, len(s.columns))
	s.dotProducts(sums, a, b)
	return sums
}
