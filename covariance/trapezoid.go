package covariance

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// TrapezoidStep is a step of the trapezoid with a solve by a fixed number of sweeps; the fields are those
// of integrator.Substep, which says what they mean.
type TrapezoidStep struct {
	Size        float64
	Sweeps      int
	FocalSquare float64
	Inverse     bool // an exact solve, without sweeps
}

// TrapezoidCovariance is the stationary covariance at the ends of the cycles of the trapezoid, with the
// means over one cycle.
type TrapezoidCovariance struct {
	Exact
	Cycle *mat.Dense // Φ: the mean of the state after a cycle is Φ x
}

// Trapezoid returns the stationary covariance, at the ends of cycles, of
//
//	y = M_k (2x + σ√h Fζ),  x ← y − x,  which is  x ← Φ_k x + σ√h M_k Fζ,  Φ_k = 2M_k − I
//
// with the steps of the cycle in turn, where M_k is what k sweeps make of (I − hA/2)⁻¹: for Jacobi's
// iteration Σ_{j≤k} Jʲ M⁻¹, M the diagonal of I − hA/2 and J = I − M⁻¹(I − hA/2). Over a cycle
// x ← Φ x + (noise of covariance Q), and C = Φ C Φᵀ + Q. The difference from Stationary is the bias that
// truncated solves leave.
//
// It takes memory for ten N × N matrices, and 2N³ operations for each sweep and each of about five
// doublings. It panics as Stationary does, and if the cycle is empty or a size is not positive and
// finite. It returns a *NotStationaryError or an *IllConditionedError where the powers of Φ do not vanish.
func Trapezoid(net *network.Network, sigma float64, cycle []TrapezoidStep) (*TrapezoidCovariance, error) {
	checkExact(net, sigma)
	if len(cycle) == 0 {
		panic("covariance: a cycle without steps")
	}
	n, a := net.Neurons(), net.Dense()
	one := pencil{net: net, a: a}.combination(1, 0)
	phi, q := mat.DenseCopyOf(one), mat.NewDense(n, n, nil)
	for _, step := range cycle {
		checkStep(step.Size)
		m, err := step.solution(a)
		if err != nil {
			return nil, pencil{net: net, a: a}.unsolved("I − hA/2 cannot be inverted: " + err.Error())
		}
		var own, product, noise mat.Dense
		own.Scale(2, m)
		own.Sub(&own, one)
		product.Mul(&own, phi)
		phi.Copy(&product)
		product.Mul(&own, q)
		q.Mul(&product, own.T())
		if !net.Noise().Plain() {
			m = timesF(m, net)
		}
		noise.Mul(m, m.T())
		noise.Scale(step.Size, &noise)
		q.Add(q, &noise)
	}
	return stationaryOf(net, phi, q, sigma)
}

// stationaryOf solves C = Φ C Φᵀ + Q at σ = 1 and scales it by σ².
func stationaryOf(net *network.Network, phi, q *mat.Dense, sigma float64) (*TrapezoidCovariance, error) {
	p := pencil{net: net, a: net.Dense()}
	c, power := mat.DenseCopyOf(q), mat.DenseCopyOf(phi)
	if err := p.double(c, power); err != nil {
		return nil, err
	}
	var left, image, residual mat.Dense
	left.Mul(phi, c)
	image.Mul(&left, phi.T())
	residual.Add(&image, q)
	residual.Sub(&residual, c)
	found := &TrapezoidCovariance{Exact: Exact{Covariance: symmetricPart(c), Method: "doubling"}, Cycle: phi}
	if found.Residual = mat.Norm(&residual, 2); found.Residual != 0 {
		found.Residual /= mat.Norm(q, 2)
	}
	if !(found.Residual <= residualLimit) {
		return nil, p.unsolved(residualReason(found.Residual))
	}
	found.Covariance.ScaleSym(sigma*sigma, found.Covariance)
	return found, nil
}

// solution returns (I − hA/2)⁻¹, or M_k by the recurrence of integrator.Substep on all columns of the identity.
func (s TrapezoidStep) solution(a *mat.Dense) (*mat.Dense, error) {
	n, _ := a.Dims()
	if s.Inverse {
		k, inverse := mat.NewDense(n, n, nil), mat.NewDense(n, n, nil)
		k.Scale(-s.Size/2, a)
		for i := range n {
			k.Set(i, i, k.At(i, i)+1)
		}
		err := inverse.Inverse(k)
		return inverse, err
	}
	jacobi, r := mat.NewDense(n, n, nil), mat.NewDense(n, n, nil)
	for i := range n {
		m := 1 - s.Size/2*a.At(i, i)
		if !(m > 0) {
			panic(fmt.Sprintf("covariance: I − hA/2 has the entry %v on its diagonal", m))
		}
		r.Set(i, i, 1/m)
		for j := range n {
			if j != i {
				jacobi.Set(i, j, s.Size/2*a.At(i, j)/m)
			}
		}
	}
	before, y := mat.NewDense(n, n, nil), mat.DenseCopyOf(r)
	omega := math.NaN()
	for k := range s.Sweeps {
		if k == 0 {
			omega = 1 / (1 - s.FocalSquare/2)
		} else {
			omega = 1 / (1 - s.FocalSquare*omega/4)
		}
		next := mat.NewDense(n, n, nil)
		next.Mul(jacobi, y)
		next.Add(next, r)
		next.Sub(next, before)
		next.Scale(omega, next)
		next.Add(next, before)
		before, y = y, next
	}
	return y, nil
}
