package covariance

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// StationaryNoise returns the stationary covariance of dx = (A x + b) dt + dW with noise of the
// covariance ⟨dW dWᵀ⟩ = Q dt, which may be unequal and correlated: the solution of
//
//	A C + C Aᵀ = −Q
//
// by Cayley's transform and doubling (pencil.solve), about 6N³ operations for each of about ten iterations.
// Its residual is ‖A C + C Aᵀ + Q‖/‖Q‖ in the Frobenius norm; Q must be positive semidefinite, which is
// not checked. Errors are those of Stationary. It panics for a rectified network, a network without
// neurons, and a Q of another order, with a value that is not finite, or zero.
func StationaryNoise(net *network.Network, q mat.Symmetric) (*Exact, error) {
	checkNoise(net, q)
	p := pencil{net: net, a: net.Dense()}
	shift, err := p.shift()
	if err != nil {
		return nil, err
	}
	var factor mat.LU
	factor.Factorize(p.combination(shift, -1))
	var phi, g, half, c mat.Dense
	if factor.SolveTo(&phi, false, p.combination(shift, 1)) != nil || factor.SolveTo(&half, false, q) != nil {
		return nil, p.unsolved("a matrix of the solution is singular")
	}
	if factor.SolveTo(&g, false, half.T()) != nil { // G (G Q)ᵀ = G Q Gᵀ
		return nil, p.unsolved("a matrix of the solution is singular")
	}
	c.Scale(2*shift, &g)
	if err := p.double(&c, &phi); err != nil {
		return nil, err
	}
	e := &Exact{Covariance: symmetricPart(&c), Method: "doubling"}
	if e.Residual = noiseResidual(p.a, e.Covariance, q); !(e.Residual <= residualLimit) {
		return nil, p.unsolved(residualReason(e.Residual))
	}
	return e, nil
}

func noiseResidual(a *mat.Dense, c, q mat.Symmetric) float64 {
	var left, sum mat.Dense
	left.Mul(a, c)
	sum.Add(&left, left.T())
	sum.Add(&sum, q)
	return mat.Norm(&sum, 2) / mat.Norm(q, 2)
}

func checkNoise(net *network.Network, q mat.Symmetric) {
	checkExact(net, 1)
	n := q.SymmetricDim()
	if n != net.Neurons() {
		panic(fmt.Sprintf("covariance: noise of %d neurons for %d", n, net.Neurons()))
	}
	if size := mat.Norm(q, 1); !(size > 0) || math.IsInf(size, 0) { // infinite or NaN where a value is
		panic(fmt.Sprintf("covariance: a noise covariance of the norm %v", size))
	}
}
