package sim

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"noiseprune/internal/enum"
)

// BiasSource is how the bias of the step was found.
type BiasSource uint8

// The sources.
const (
	BiasUnknown  BiasSource = iota
	BiasExact               // the exact covariance of the stepper against the equation's
	BiasImpulses            // responses to the same impulses at h and at h/2, extrapolated to h = 0
	BiasPaired              // trajectories of the same Wiener process at h and at h/2, extrapolated to h = 0
)

func biasSources() enum.Names[BiasSource] {
	return enum.Of[BiasSource]("source of the step's bias", "unknown", "exact", "impulse response", "paired trajectories")
}

// String returns "unknown", "exact", "impulse response" or "paired trajectories".
func (b BiasSource) String() string { return biasSources().Name(b) }

// MarshalText returns what String does, or an error for a value without a name.
func (b BiasSource) MarshalText() ([]byte, error) { return biasSources().Marshal(b) }

// UnmarshalText is the inverse of MarshalText.
func (b *BiasSource) UnmarshalText(text []byte) error { return biasSources().Unmarshal(b, text) }

// describeStepBias fills the bias of the step from diff-cov of the edges at h and at h/2, each from
// two independent halves. With two independent estimates a and b of the bias on every edge, its
// mean square is ⟨ab⟩, in which their errors cancel on average, and its mean over the twentieth of
// the edges where |a| is largest is that of sign(a)·b there.
func (r *run) describeStepBias(by BiasSource, step, half [2][]float64) {
	a, b := r.extrapolatedBias(step[0], half[0]), r.extrapolatedBias(step[1], half[1])
	square := 0.0
	for k := range a {
		square = math.FMA(a[k], b[k], square)
	}
	facts := r.result.Covariance
	facts.StepBiasBy = by
	facts.StepBiasRMS = value(math.Sqrt(max(0, square/float64(len(a)))))
	facts.StepBiasTypical = value(typicalBias(a, b))
	facts.StepBias = value(max(0, 0.5*(largestBias(a, b)+largestBias(b, a))))
}

// typicalBias returns the square root of the median of ab, two independent estimates of the bias of each
// edge: NaN, for unknown, where that median is negative, or is zero though most estimates are not. The errors of a and b are
// then larger than the bias, and zero would claim that there is none.
func typicalBias(a, b []float64) float64 {
	products, zeros := make([]float64, len(a)), 0
	for k := range a {
		if a[k] == 0 && b[k] == 0 {
			zeros++
		}
		products[k] = a[k] * b[k]
	}
	slices.Sort(products)
	median := stat.Quantile(0.5, stat.Empirical, products, nil)
	if median < 0 || median == 0 && 2*zeros < len(a) {
		return math.NaN()
	}
	return math.Sqrt(median)
}

// extrapolatedBias returns the bias of diff-cov at h on each edge by Richardson's extrapolation of
// 1/d, which is linear in h for Euler–Maruyama with one rate: for a stepper of weak order p,
//
//	1/d₀ = (2ᵖ/d_{h/2} − 1/d_h)/(2ᵖ − 1),  bias = d_h/d₀ − 1 = (d_h/d_{h/2} − 1)·2ᵖ/(2ᵖ − 1)
//
// and 0 where d_{h/2} is 0. With a cycle, half is d with twice the sweeps.
func (r *run) extrapolatedBias(step, half []float64) []float64 {
	factor := r.measuring().extrapolation(r.net)
	bias := make([]float64, len(step))
	for k, d := range step {
		if half[k] > 0 {
			bias[k] = (d/half[k] - 1) * factor
		}
	}
	return bias
}

// largestBias returns the mean of sign(a)·b over the twentieth where |a| is largest.
func largestBias(a, b []float64) float64 {
	order := make([]int, len(a))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(math.Abs(a[j]), math.Abs(a[i])) })
	count, sum := max(1, len(a)/20), 0.0
	for _, k := range order[:count] {
		sum = math.FMA(math.Copysign(1, a[k]), b[k], sum)
	}
	return sum / float64(count)
}
