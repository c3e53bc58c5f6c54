package sim

import (
	"cmp"
	"math"
	"slices"

	"noiseprune/integrator"
	"noiseprune/internal/rounding"
	"noiseprune/network"
)

// sampleTimes says how many periods of a stepper, steps or cycles, are worth an independent sample of d: the
// integrated autocorrelation time of (x_i − s x_j)².
type sampleTimes struct {
	typical float64 // median over the edges
	slowest float64 // mean over the slowest twentieth of them
}

// edgeRates predict sample times from the leaks of the two neurons of each edge, as if these were uncoupled. A
// stepper that multiplies a mode of rate λ by f(λ) in a period gives x_i − s x_j, whose variance has the
// shares v_a = (1/λ_a)/(1/λ_i + 1/λ_j) of the two neurons, the time
//
//	1 + 2 Σ_k (Σ_a v_a f(λ_a)^k)² = Σ_ab v_a v_b (1 + f(λ_a) f(λ_b))/(1 − f(λ_a) f(λ_b)),  a, b = i, j
//
// On the networks of docs/steppers.md that differs from the exact time by 7% at most for cycles, and by 3% for all
// steppers on the slowest edges; for explicit steppers on typical edges it is up to 1.43 times too small. The
// slowest mode alone says less: where the leak dominates by an even slack it is nearly the same in all neurons, and
// x_i − x_j does not contain it. Where the leak does not dominate, modes that many
// neurons share may be slower than any leak. Slow edges are then expected to be as slow as the slowest mode at
// least, and typical ones half as slow.
type edgeRates struct {
	pairs      [][2]float64 // λ_i and λ_j, of the slowest edges first
	collective bool         // the leak does not dominate
}

// mostEdgeRates bounds how many edges predictions are made from; of larger networks, that many evenly spaced ones.
const mostEdgeRates = 100_000

// slowShare is the share of the edges that counts as the slowest.
const slowShare = 0.05

func newEdgeRates(net *network.Network, scales network.TimeScales) edgeRates {
	rates := net.Diagonal()
	for i, a := range rates {
		rates[i] = max(-a, scales.Slow)
	}
	e := edgeRates{collective: !net.DiagonallyDominant()}
	stride, place := 1+net.Weights().Stored()/mostEdgeRates, 0
	for i, rate := range rates {
		sources, _ := net.Weights().Row(i)
		for _, j := range sources {
			if place++; int(j) != i && place%stride == 0 {
				e.pairs = append(e.pairs, [2]float64{rate, rates[j]})
			}
		}
	}
	if len(e.pairs) == 0 {
		e.pairs = [][2]float64{{scales.Typical, scales.Typical}}
	}
	slices.SortFunc(e.pairs, func(a, b [2]float64) int { return cmp.Compare(equationTime(b), equationTime(a)) })
	return e
}

// equationTime returns the limit of an edge's time for short steps, in units of time.
func equationTime(pair [2]float64) float64 {
	return ofPair(pair, func(a, b float64) float64 { return 2 / (a + b) })
}

// ofPair returns Σ_ab v_a v_b time(λ_a, λ_b).
func ofPair(pair [2]float64, time func(a, b float64) float64) float64 {
	a, b := pair[0], pair[1]
	v, w := b/(a+b), a/(a+b)
	return float64(v*v*time(a, a)) + float64(w*w*time(b, b)) + float64(2*v*w*time(a, b))
}

// times predicts those of a stepper that multiplies a mode of rate λ by f(λ) in a period, the slowest one by mode.
// They have three significant digits, so that they are the same on every machine.
func (e edgeRates) times(f func(rate float64) float64, mode float64) sampleTimes {
	all := make([]float64, len(e.pairs))
	for k, pair := range e.pairs {
		all[k] = ofPair(pair, func(a, b float64) float64 { return periods(float64(f(a) * f(b))) })
	}
	slow, sum := max(1, int(slowShare*float64(len(all)))), 0.0
	for _, t := range all[:slow] {
		sum += t
	}
	slices.Sort(all)
	t := sampleTimes{typical: all[len(all)/2], slowest: sum / float64(slow)}
	if e.collective {
		t.slowest = max(t.slowest, periods(float64(mode*mode)))
		t.typical = max(t.typical, 0.5*t.slowest)
	}
	return sampleTimes{typical: roundedTime(t.typical), slowest: roundedTime(t.slowest)}
}

// periods returns the integrated time of the correlations cᵏ.
func periods(c float64) float64 {
	if !(c < 1) {
		return mostSteps
	}
	return (1 + c) / (1 - c)
}

func roundedTime(t float64) float64 { return max(1, rounding.Three(min(t, mostSteps))) }

// timesOf predicts those of an explicit stepper at step size h, in steps.
func (p *stepPlanner) timesOf(k integrator.StepperKind, h float64) sampleTimes {
	f := func(rate float64) float64 {
		if k == integrator.ExponentialKind {
			return math.Exp(-rate * h)
		}
		return 1 - float64(rate*h)
	}
	return p.edges.times(f, f(p.scales.Slow))
}

// timesOfCycle predicts those of samples at the end of every so many cycles, in such spans.
func (p *stepPlanner) timesOfCycle(c plannedCycle, every float64) sampleTimes {
	f := func(rate float64) float64 { return math.Pow(integrator.CycleFactor(c.steps, rate), every) }
	return p.edges.times(f, math.Pow(c.memory, every))
}
