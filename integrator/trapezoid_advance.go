package integrator

import (
	"math"

	"noiseprune/internal/kernel"
)

// Advance takes one step.
func (s *Trapezoid[T]) Advance(b *Block[T]) error {
	s.check(b)
	s.input.set(s.drive, b.Step)
	step := &s.steps[b.Step%uint64(len(s.steps))]
	s.rightSide(b, step)
	within := true
	if step.product != nil {
		step.product.Rows(s.r, b.Width, &s.scratch, func(first int, products kernel.Rows[T]) {
			for k := range products.Count {
				within = s.reflect(b.State[(first+k)*b.Width:], products.Row(k)) && within
			}
		})
	} else {
		y := s.r
		for k := range step.omegas {
			y = s.sweepOnce(b.Width, step, k, y)
		}
		within = s.reflect(b.State, y)
	}
	if !within {
		return s.diverged(b)
	}
	b.Step++
	return nil
}

// reflect replaces the states x by y − x, and reports whether all are within the bound.
func (s *Trapezoid[T]) reflect(states, y []T) bool {
	within := true
	for k, v := range y {
		x := v - states[k]
		states[k] = x
		within = within && -s.sweep.Bound <= x && x <= s.sweep.Bound
	}
	return within
}

// rightSide sets r = M⁻¹(2x + σ√h ζ + h b), without M⁻¹ where the step is solved by the inverse.
func (s *Trapezoid[T]) rightSide(b *Block[T], step *solution[T]) {
	s.r = resize(s.r, len(b.State))
	zeta := s.noise.rows(b, b.Step)
	noiseScale := s.drive.Strength * math.Sqrt(step.size)
	for first := 0; first < b.Neurons; first += chunkRows {
		count := min(chunkRows, b.Neurons-first)
		increments := zeta(first, count)
		for k := range count {
			i := first + k
			inverse := step.inverse[i]
			ofState, ofNoise, constant := 2*inverse, noiseScale*inverse, step.size*inverse*float64(s.coefficients.Input[i])
			x, z, r := b.State[i*b.Width:][:b.Width], increments[k*b.Width:][:b.Width], s.r[i*b.Width:][:b.Width]
			for c, v := range x {
				r[c] = T(math.FMA(ofState, float64(v), math.FMA(ofNoise, float64(z[c]), constant)))
			}
		}
	}
}

// sweepOnce returns the iterate after y, the k-th from 0. It is y itself in Jacobi's iteration, but for
// the first, since y is r then.
//
// In the epilogue of the kernels, with y_{k−1} in place of x and r in place of ζ,
//
//	y_{k−1} + ω(h/2)/M_ii · (−(2/h − A_ii) y_{k−1} + (W y_k)_i − W_ii y_k) + ω r
//
// is the recurrence of Substep, since (h/2)(2/h − A_ii) = M_ii.
func (s *Trapezoid[T]) sweepOnce(width int, step *solution[T], k int, y []T) []T {
	next := &s.iterates[k%2]
	if step.jacobi {
		next = &s.iterates[0]
	}
	*next = resize(*next, len(y))
	to := *next
	s.weights.Rows(y, width, &s.scratch, func(first int, products kernel.Rows[T]) {
		s.subtractSelf(products, first, y)
		for row := 0; row < products.Count; row += chunkRows {
			i, count := first+row, min(chunkRows, products.Count-row)
			here, r := to[i*width:(i+count)*width], s.r[i*width:(i+count)*width]
			switch {
			case k == 0:
				clear(here)
			case k == 1 && !step.jacobi:
				copy(here, r)
			}
			s.weights.Advance(s.coefficientsOf(step, k, i, count), here, products.From(row, count), r)
		}
	})
	return to
}

// coefficientsOf returns those of neurons i … i+count−1.
func (s *Trapezoid[T]) coefficientsOf(step *solution[T], k, i, count int) kernel.Coefficients[T] {
	omega, c := step.omegas[k], s.sweep.From(0, count)
	for n := range count {
		c.Leak[n] = T(2/step.size - s.diagonal[i+n])
		c.StepSizes[n] = T(omega * (step.size / 2) * step.inverse[i+n])
		c.NoiseScales[n] = T(omega)
	}
	return c
}

// subtractSelf removes W_ii y_i from the products.
func (s *Trapezoid[T]) subtractSelf(products kernel.Rows[T], first int, y []T) {
	if s.selfs == nil {
		return
	}
	for k := range products.Count {
		if w := s.selfs[first+k]; w != 0 {
			row := products.Row(k)
			for r, v := range y[(first+k)*products.Width:][:products.Width] {
				row[r] = kernel.FMA(-w, v, row[r])
			}
		}
	}
}
