package network

import "math/cmplx"

// linearOperator is one on vectors of order() values.
type linearOperator interface {
	order() int
	applyTo(dst, x []float64)
}

// applied is an operator that is given by a function.
type applied struct {
	neurons int
	apply   func(dst, x []float64)
}

func (a applied) order() int               { return a.neurons }
func (a applied) applyTo(dst, x []float64) { a.apply(dst, x) }

// RitzValues returns the eigenvalues of an operator on vectors of n values, projected onto the Krylov
// space of that dimension (or of dimension n, or of the invariant space that it ends in) from a fixed
// start vector, without restarts: approximations that are best at the ends of the spectrum. apply sets
// dst = A x. Of a complex pair, only the value with positive imaginary part is listed. It takes memory
// for as many vectors, and is the same on every machine to rounding.
func RitzValues(n, dimension int, apply func(dst, x []float64)) []Eigenvalue {
	if n == 0 {
		return nil
	}
	space := newKrylov(applied{n, apply}, min(n, dimension))
	space.expand()
	pairs, ok := solve(space.projection(), false)
	if !ok {
		return nil
	}
	var found []Eigenvalue
	for k, v := range pairs.values {
		if imag(v) >= 0 {
			found = append(found, Eigenvalue{Value: v, Residual: space.beta * cmplx.Abs(pairs.vectors.At(space.size-1, k))})
		}
	}
	return found
}

// RitzValues returns those of A.
func (n *Network) RitzValues(dimension int) []Eigenvalue {
	return RitzValues(n.Neurons(), dimension, operatorOf(n).applyTo)
}
