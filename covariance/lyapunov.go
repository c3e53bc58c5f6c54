package covariance

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// pencil is the generalized Lyapunov equation of all exact covariances, for symmetric C at
// σ = 1:
//
//	A C Mᵀ + M C Aᵀ = −B Bᵀ,  M = I + hA/2,  B = F, M F or diagonal times F
//
// F is that of the network's sources of noise, I for plain noise;
// h = 0 is the differential equation, h > 0 a stepper with that step size.
type pencil struct {
	net         *network.Network // whose A is a
	a           *mat.Dense
	h           float64
	colouredByM bool      // B = M F
	scales      []float64 // the diagonal that F is multiplied by; nil for I or M
	stepSize    float64   // of the stepper, for errors
}

// b returns B.
func (p pencil) b() *mat.Dense {
	if !p.net.Noise().Plain() {
		return p.timesSources()
	}
	if p.colouredByM {
		return p.combination(1, p.h/2)
	}
	b := p.combination(1, 0)
	for i, scale := range p.scales {
		b.Set(i, i, scale)
	}
	return b
}

// timesM returns M v, or Mᵀ v.
func (p pencil) timesM(v *mat.VecDense, transposed bool) *mat.VecDense {
	var w mat.VecDense
	if transposed {
		w.MulVec(p.a.T(), v)
	} else {
		w.MulVec(p.a, v)
	}
	w.AddScaledVec(v, p.h/2, &w)
	return &w
}

// combination returns αI + βA.
func (p pencil) combination(alpha, beta float64) *mat.Dense {
	var m mat.Dense
	m.Scale(beta, p.a)
	for i := range m.RawMatrix().Rows {
		m.Set(i, i, m.At(i, i)+alpha)
	}
	return &m
}

// doublingLimit bounds the number of doublings. Each squares the spectral radius of Φ, so
// that 40 of them converge unless it differs from 1 by less than 10⁻¹⁰.
const doublingLimit = 40

// The truncation error of doubling is at most ‖Φ‖²/(1 − ‖Φ‖²) of the sum, which rounds to
// nothing once ‖Φ‖² is below unitRoundoff. No power of a stable Φ has a norm above
// divergence in practice.
const (
	unitRoundoff = 0x1p-53
	divergence   = 1e100
)

// solve returns C. For any p > 0, Cayley's transform
//
//	G = (pM − A)⁻¹,  Φ = G (pM + A),  C = Φ C Φᵀ + 2p G B Bᵀ Gᵀ
//
// makes the equation a discrete one, which Smith's doubling solves (R. A. Smith, "Matrix
// equation XA + BX = C", SIAM J. Appl. Math. 16, 1968):
//
//	C ← C + Φ C Φᵀ,  Φ ← Φ².
//
// The solution is a covariance where Φ's spectral radius is below 1: where every
// eigenvalue λ of A has Re λ < 0 (h = 0) or |1 + hλ| < 1.
func (p pencil) solve() (*mat.SymDense, error) {
	shift, err := p.shift()
	if err != nil {
		return nil, err
	}
	var factor mat.LU
	factor.Factorize(p.combination(shift, shift*p.h/2-1))
	var phi, g, c mat.Dense
	if factor.SolveTo(&phi, false, p.combination(shift, shift*p.h/2+1)) != nil || factor.SolveTo(&g, false, p.b()) != nil {
		return nil, p.unsolved("a matrix of the solution is singular")
	}
	c.Mul(&g, g.T())
	c.Scale(2*shift, &c)
	if err := p.double(&c, &phi); err != nil {
		return nil, err
	}
	return symmetricPart(&c), nil
}

// shift returns the p of Cayley's transform: √(‖A‖/‖A⁻¹‖) in the 1-norm, an estimate of the
// geometric mean of the extreme moduli of A's eigenvalues, which is the optimal single
// shift for real eigenvalues.
func (p pencil) shift() (float64, error) {
	var factor mat.LU
	factor.Factorize(p.a)
	condition := factor.Cond()
	if !(condition <= conditionLimit) {
		return 0, p.unsolved(conditionReason(condition))
	}
	return mat.Norm(p.a, 1) / math.Sqrt(condition), nil
}

// double turns C into Σ_k Φᵏ C (Φᵏ)ᵀ, and overwrites Φ.
func (p pencil) double(c, phi *mat.Dense) error {
	var product, square mat.Dense
	for range doublingLimit {
		product.Mul(phi, c)
		square.Mul(&product, phi.T())
		c.Add(c, &square)
		square.Mul(phi, phi)
		phi.Copy(&square)
		switch norm := mat.Norm(phi, 2); { // Frobenius
		case norm*norm <= unitRoundoff:
			return nil
		case !(norm < divergence):
			return p.diverging()
		}
	}
	return p.unfinished()
}

// diverging returns the error of a transform whose powers grow.
func (p pencil) diverging() error {
	return p.unsolved(fmt.Sprintf("powers of its transform grow beyond %.0e before they vanish", divergence))
}

// unfinished returns the error of a transform whose powers neither grow nor vanish in time.
func (p pencil) unfinished() error {
	return p.unsolved(fmt.Sprintf("the powers of its transform do not vanish within %d doublings", doublingLimit))
}

func symmetricPart(c *mat.Dense) *mat.SymDense {
	n, _ := c.Dims()
	s := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			s.SetSym(i, j, 0.5*(c.At(i, j)+c.At(j, i)))
		}
	}
	return s
}
