package covariance

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Exact is a covariance computed from the network, without samples.
type Exact struct {
	Covariance *mat.SymDense // N × N
	Method     string        // "cholesky" for a symmetric network with plain noise, else "doubling"

	// Residual is the residual of the equation that the covariance solves, relative to its
	// noise term (‖A C + C Aᵀ + σ² I‖/σ² for the differential equation): the largest 2-norm
	// of 16 evenly spaced columns, or of all columns where N is smaller, for noise that is not plain
	// relative to the largest 2-norm of a column of its covariance. Rounding alone
	// gives about 10⁻¹⁶ ‖A‖‖C‖/σ².
	Residual float64
}

// residualColumns is the number of columns of the equation's residual that are computed;
// each costs O(N²).
const residualColumns = 16

// conditionLimit is the condition number in the 1-norm beyond which a matrix counts as
// singular. Rounding alone leaves a singular one of order 1000 near 10¹⁴.
const conditionLimit = 1e12

// residualLimit is the residual above which a solution is an error.
const residualLimit = 0.01

// newExact checks the solution of the equation p at σ = 1, and scales it by σ².
func newExact(method string, p pencil, unit *mat.SymDense, sigma float64) (*Exact, error) {
	e := &Exact{Covariance: unit, Method: method, Residual: p.residual(unit)}
	if !(e.Residual <= residualLimit) {
		return nil, p.unsolved(residualReason(e.Residual))
	}
	e.Covariance.ScaleSym(sigma*sigma, unit)
	return e, nil
}

// residual returns the largest 2-norm among columns of A C Mᵀ + M C Aᵀ + B Bᵀ.
func (p pencil) residual(c *mat.SymDense) float64 {
	if !p.net.Noise().Plain() {
		return p.residualOfSources(c)
	}
	n := c.SymmetricDim()
	columns := min(n, residualColumns)
	largest := 0.0
	for k := range columns {
		v := mat.NewVecDense(n, nil)
		v.SetVec(k*n/columns, 1)
		left := p.image(c, v)
		switch {
		case p.colouredByM:
			v = p.timesM(p.timesM(v, true), false)
		case p.scales != nil:
			v.SetVec(k*n/columns, p.scales[k*n/columns]*p.scales[k*n/columns])
		}
		left.AddVec(left, v)
		largest = max(largest, mat.Norm(left, 2))
	}
	if p.scales != nil {
		noise := slices.Max(p.scales)
		largest /= noise * noise
	}
	return largest
}

// image returns (A C Mᵀ + M C Aᵀ) v.
func (p pencil) image(c *mat.SymDense, v *mat.VecDense) *mat.VecDense {
	var left, right mat.VecDense
	left.MulVec(c, p.timesM(v, true))
	left.MulVec(p.a, &left)
	right.MulVec(p.a.T(), v)
	right.MulVec(c, &right)
	left.AddVec(&left, p.timesM(&right, false))
	return &left
}

// inverseOf returns the inverse of the symmetric matrix αI + βA, and whether that matrix is
// positive definite with a condition number up to conditionLimit; if not, that number, which is
// infinite where the matrix is not positive definite.
func inverseOf(alpha, beta float64, a *mat.Dense) (inverse *mat.SymDense, condition float64, ok bool) {
	n, _ := a.Dims()
	s := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			s.SetSym(i, j, beta*a.At(i, j))
		}
		s.SetSym(i, i, s.At(i, i)+alpha)
	}
	var factor mat.Cholesky
	if !factor.Factorize(s) {
		return nil, math.Inf(1), false
	}
	if condition = factor.Cond(); !(condition <= conditionLimit) {
		return nil, condition, false
	}
	inverse = mat.NewSymDense(n, nil)
	return inverse, condition, factor.InverseTo(inverse) == nil
}

// checkExact panics for a rectified network, one without neurons, or a σ that is not finite.
func checkExact(net *network.Network, sigma float64) {
	if net.Activation() != network.Linear {
		panic("covariance: a rectified network has no exact covariance; its Linearized network has")
	}
	if net.Neurons() == 0 || math.IsNaN(sigma) || math.IsInf(sigma, 0) {
		panic(fmt.Sprintf("covariance: %d neurons with noise strength %v", net.Neurons(), sigma))
	}
}

func checkStep(h float64) {
	if !(h > 0) || math.IsInf(h, 0) {
		panic(fmt.Sprintf("covariance: step size %v", h))
	}
}
