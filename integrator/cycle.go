package integrator

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/cmplx"
	"slices"

	"noiseprune/internal/rounding"
	"noiseprune/network"
)

// DefaultResidual is a residual of PlanCycle that leaves a bias of at most about half a percent.
const DefaultResidual = 1e-3

const (
	ritzDimension = 40   // of the Krylov space from which the rates are estimated
	ritzAccuracy  = 0.05 // relative residual up to which the slowest Ritz value counts as an eigenvalue
	halvings      = 40   // of a step that sweeps do not converge in, at most
)

// PlanCycle returns a cycle of that many steps for the trapezoid of a linear network: sizes 2/p_k, and the
// sweeps that PlanSweeps gives them, or the inverse. Over a cycle a mode of rate λ (an eigenvalue of −A) is multiplied by
//
//	f(λ) = Π_k (p_k − λ)/(p_k + λ)
//
// so the p_k are the shifts of the alternating-direction iteration (Peaceman & Rachford 1955; Wachspress
// 1963). Where rates are real or nearly so, they are spaced geometrically between the slowest and the
// fastest one. Where some oscillate (|Im λ| > Re λ), they minimize the largest |f| over the Ritz values of
// −A. All shifts are real, so that |f| stays near 1 where |Im λ| is far above Re λ: a cycle is a fraction
// of the time in which such a mode decays. A step in which a sweep leaves more than 0.9 of the error is
// halved until it does not, as in networks that are far from diagonal dominance.
//
// A step is solved by the inverse where the network has at most 1500 neurons and InverseProducts is at most the
// number of sweeps, times the factor by which the sweeps' step was halved, since steps with inverses are not.
// Inverses leave no bias. A network in which sweeps enlarge an error more than a million times before they reduce it, such as
// a chain of neurons with weights far above their leaks, has an inverse that double precision does not resolve.
//
// A share ε of a mode that the sweeps of step k leave out of its solution changes its variance by about
// 4 Σ_k ε_k/(1 + h_k λ/2) / (1 − |f|²) of itself, so that the sweeps reduce it to residual·(1 − |f|²): the
// bias is at most 4·steps·residual in a normal network; on connectomes it was one or two residuals at most.
//
// The slowest rate is that of the slowest Ritz value where it is accurate; where it is not, the geometric
// mean of it and the bound of network.TimeScales. Sizes have three significant digits, so that they are
// the same on every machine. It returns an error if the network is rectified or unstable, or a
// *SweepsError, and panics if steps or residual is not positive. Cost: 40 products for the rates, and
// those of PlanSweeps.
func PlanCycle(net *network.Network, steps int, residual float64) ([]Substep, error) {
	rates, err := EstimateRates(net)
	if err != nil {
		return nil, err
	}
	return rates.PlanCycle(steps, residual)
}

// PlanCycle is the function of that name with rates that are known.
func (r *Rates) PlanCycle(steps int, residual float64) ([]Substep, error) {
	net, p := r.net, r.newCyclePlan(steps, residual)
	swept, sweptErr := p.sweep(make([]bool, steps))
	inverted, found := make([]bool, steps), false
	for k, h := range p.sizes() {
		sweeps, stretch := mostSweeps, 1.0
		if sweptErr == nil {
			sweeps, stretch = swept[k].Sweeps, h/swept[k].Size
		}
		inverted[k] = inverseIsCheaper(net, sweeps, stretch) && p.growth[k] <= mostGrowth
		found = found || inverted[k]
	}
	if !found {
		return swept, sweptErr
	}
	return p.sweep(inverted)
}

// cyclePlan is what a cycle is planned from.
type cyclePlan struct {
	rates    *Rates
	logs     []float64 // log p_k
	residual float64
	growth   []float64 // of the errors of each step's sweeps; 0 where it is not known
}

func (r *Rates) newCyclePlan(steps int, residual float64) *cyclePlan {
	if steps < 1 || !(residual > 0) {
		panic(fmt.Sprintf("integrator: a cycle of %d steps with a residual of %v", steps, residual))
	}
	return &cyclePlan{r, r.shifts(steps), residual, make([]float64, steps)}
}

// sweeping returns the iteration of a step whose planned size is h. It is found once, for cycles of any length: the
// middle step of three has the size of the only step of one.
func (r *Rates) sweeping(h float64) (sweeping, bool) {
	s, known := r.sweepings[h]
	if !known {
		s, _ = convergentSweeping(r.net, h)
		r.sweepings[h] = s
	}
	return s, s.matrix != nil
}

// sizes returns those that the shifts give, unless a step is halved.
func (p *cyclePlan) sizes() []float64 {
	sizes := make([]float64, len(p.logs))
	for k, l := range p.logs {
		sizes[k] = rounding.Three(2 * math.Exp(-l))
	}
	return sizes
}

// sweep returns the cycle in which the given steps are solved by the inverse, and the others by sweeps.
func (p *cyclePlan) sweep(inverted []bool) ([]Substep, error) {
	cycle, sweepings, logs := make([]Substep, len(p.logs)), make([]sweeping, len(p.logs)), make([]float64, len(p.logs))
	for k, h := range p.sizes() {
		cycle[k] = Substep{Size: h, Solve: Inverse}
		if !inverted[k] {
			var ok bool
			if sweepings[k], ok = p.rates.sweeping(h); !ok {
				return nil, &SweepsError{h, p.residual}
			}
			cycle[k] = sweepings[k].step
		}
		logs[k] = math.Log(2 / cycle[k].Size)
	}
	f := p.rates.factor(logs)
	residual := rounding.Digits(p.residual*(1-float64(f*f)), 2)
	for k := range cycle {
		if inverted[k] {
			continue
		}
		if !sweepings[k].count(residual) {
			return nil, &SweepsError{cycle[k].Size, residual}
		}
		cycle[k], p.growth[k] = sweepings[k].step, sweepings[k].growth
	}
	return cycle, nil
}

// convergentSweeping returns the iteration of the longest of h, h/2, h/4 … in which it converges well.
func convergentSweeping(net *network.Network, h float64) (sweeping, bool) {
	for range halvings {
		if s, ok := newSweeping(net, rounding.Three(h)); ok && s.factor <= goodFactor {
			return s, true
		}
		h /= 2
	}
	return sweeping{}, false
}

// spectrum is what is known of the rates, the eigenvalues of −A.
type spectrum struct {
	slow, fast float64
	ritz       []complex128 // of −A, with real parts of slow at least
}

// Rates are the estimated rates of a linear network, for cycles of any number of steps. They keep what was found
// of a step of some size, so that one goroutine at a time may plan with them.
type Rates struct {
	net *network.Network
	spectrum
	sweepings map[float64]sweeping // by the planned size; without a matrix where sweeps do not converge
}

// EstimateRates finds them. Its errors are those of PlanCycle but for *SweepsError. Cost: 40 products, and those of
// network.TimeScales.
func EstimateRates(net *network.Network) (*Rates, error) {
	if net.Activation() != network.Linear {
		return nil, errors.New("a cycle of steps needs a linear network")
	}
	s, err := ratesOf(net)
	if err != nil {
		return nil, err
	}
	return &Rates{net, s, map[float64]sweeping{}}, nil
}

func ratesOf(net *network.Network) (spectrum, error) {
	scales, err := net.TimeScales()
	if err != nil {
		return spectrum{}, err
	}
	s := spectrum{slow: scales.Slow, fast: scales.Fast}
	found := net.RitzValues(ritzDimension)
	if len(found) == 0 {
		return s, nil
	}
	s.fast = 0
	for _, f := range found {
		s.fast = max(s.fast, cmplx.Abs(f.Value))
	}
	slowest := slices.MaxFunc(found, func(a, b network.Eigenvalue) int {
		return cmp.Compare(real(a.Value), real(b.Value))
	})
	if rate := -real(slowest.Value); rate > s.slow {
		if slowest.Residual <= ritzAccuracy*cmplx.Abs(slowest.Value) {
			s.slow = rate
		} else {
			s.slow = math.Sqrt(s.slow * rate)
		}
	}
	for _, f := range found {
		s.ritz = append(s.ritz, complex(max(s.slow, -real(f.Value)), imag(f.Value)))
	}
	if s.fast = max(s.slow, s.fast); !s.oscillates() {
		s.ritz = append(s.ritz, complex(s.slow, 0))
	}
	return s, nil
}

// oscillates reports whether a mode turns by more than a radian while it decays by 1/e.
func (s spectrum) oscillates() bool {
	return slices.ContainsFunc(s.ritz, func(z complex128) bool { return math.Abs(imag(z)) > real(z) })
}

// shifts returns log p_k in ascending order.
func (s spectrum) shifts(steps int) []float64 {
	low := s.slow
	if s.oscillates() {
		low = s.fast
		for _, z := range s.ritz {
			low = min(low, cmplx.Abs(z))
		}
	}
	logs := make([]float64, steps)
	for k := range logs {
		share := (float64(k) + 0.5) / float64(steps)
		logs[k] = float64((1-share)*math.Log(low)) + float64(share*math.Log(s.fast))
	}
	if s.oscillates() {
		s.minimize(logs)
	}
	slices.Sort(logs)
	return logs
}

// factor returns the largest |Π_k (p_k − λ)/(p_k + λ)| over the Ritz values.
func (s spectrum) factor(logs []float64) float64 { return s.mean(logs, math.Inf(1)) }

// mean returns the power mean of those magnitudes with exponent q.
func (s spectrum) mean(logs []float64, q float64) float64 {
	magnitudes := make([]float64, len(s.ritz))
	for i, z := range s.ritz {
		magnitudes[i] = 1
		for _, l := range logs {
			p := complex(math.Exp(l), 0)
			magnitudes[i] *= cmplx.Abs((p - z) / (p + z))
		}
	}
	largest := slices.Max(magnitudes)
	if largest == 0 || math.IsInf(q, 1) {
		return largest
	}
	total := 0.0
	for _, m := range magnitudes {
		total += math.Pow(m/largest, q) / float64(len(magnitudes))
	}
	return largest * math.Pow(total, 1/q)
}

// minimize improves the logarithms of the shifts. It minimizes power means of rising exponents, which are
// smooth, because moves of one shift at a time end at the ridges of their limit, the largest factor.
func (s spectrum) minimize(logs []float64) {
	for _, q := range []float64{4, 16, 64, 256, 1024, 4096, math.Inf(1)} {
		best := s.mean(logs, q)
		for length := 0.5; length > 1e-6; {
			improved := false
			for k := range logs {
				for _, move := range []float64{-length, length} {
					logs[k] += move
					if f := s.mean(logs, q); f < best {
						best, improved = f, true
						break
					}
					logs[k] -= move
				}
			}
			if !improved {
				length /= 2
			}
		}
	}
}
