package network

import (
	"math"
	"noiseprune/internal/rounding"
	"slices"
)

// TimeScales are the rates and the largest step from which a run is planned.
type TimeScales struct {
	Slow        float64 // slowest decay, −Re λ of the rightmost eigenvalue
	Typical     float64 // median of −A_ii: the decay rate of an uncoupled neuron; Slow where that is not positive
	Fast        float64 // bound on the largest |λ|
	LargestStep float64 // up to which Euler–Maruyama is stable: |1 + hλ| < 1 below it
	SlowFrom    Method
	StepFrom    Method
}

// TimeScales returns the rates and the largest step, or the error of Err.
//
// A rate or step from Gershgorin's discs is a bound: a slower rate, a smaller step. One from
// eigenvalues is an estimate with three significant digits, so that it is the same on every
// machine although the eigenvalue's last bits are not. Slow comes from eigenvalues where the
// discs do not decide, or give less than a hundredth of Typical. In a rectified network the
// leak itself counts as a rate too, since a neuron below threshold decays by its leak only.
func (s Stability) TimeScales() (TimeScales, error) {
	if err := s.Err(); err != nil {
		return TimeScales{}, err
	}
	t := TimeScales{Slow: -s.Bounds.Right(), Typical: s.typical, Fast: s.Bounds.Radius()}
	if s.Extremes != nil {
		slowest := s.Extremes.Slowest
		if rate := rounding.Three(-real(slowest.Value) - slowest.Residual); rate > t.Slow {
			t.Slow, t.SlowFrom = rate, ByEigenvalues
		}
	}
	step, ok := s.Bounds.LargestStep()
	if !ok {
		step, t.StepFrom = rounding.Three(-byStep(s.Extremes.Step.Value)), ByEigenvalues
	}
	t.LargestStep = min(step, math.MaxFloat64)
	if leak := s.net.parts.Leak; s.net.parts.Activation == Rectified {
		t.Slow = min(t.Slow, slices.Min(leak))
		t.Fast = max(t.Fast, slices.Max(leak))
		t.LargestStep = min(t.LargestStep, 2/slices.Max(leak))
	}
	// In a stable network the median may be negative, or rounding error, where neurons excite
	// themselves and are stabilized by others.
	if t.Typical <= roundingShare*t.Fast {
		t.Typical = t.Slow
	}
	return t, nil
}

// TimeScales is Stability().TimeScales().
func (n *Network) TimeScales() (TimeScales, error) { return n.Stability().TimeScales() }

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

func mean(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total / float64(max(len(values), 1))
}
