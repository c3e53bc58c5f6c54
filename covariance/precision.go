package covariance

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Precision is the sampling error of diff-cov.
type Precision struct {
	Edges    int   // tracked edges whose activity varies
	Replicas int   // independent replicas
	Samples  int64 // replicas × times

	// The effective number S of samples: independent samples of a Gaussian process that
	// would have the variance observed between replicas. Median, minimum and maximum over
	// the tracked edges. The S of one edge has a relative standard error of
	// √(2/(Replicas−1)), which widens the range.
	EffectiveSamples, EffectiveLeast, EffectiveMost float64

	RelativeError   float64 // √(2/S), relative standard error of a diff-cov, at the median S
	CorrelationTime float64 // Samples/S, integrated autocorrelation time of y², in samples; 1 where they are independent
}

// Precision compares the replicas. With d_r = ⟨(y − m)²⟩ the estimate of replica r
// about the mean m of all, d the mean of the R estimates and V their variance,
//
//	V = 2d²/S_r  for S_r independent samples of a Gaussian y,  so  S = R · 2d²/V
//
// and √(V/R)/d = √(2/S) is the relative standard error of d. Precision returns an error
// if there are fewer than two replicas or no tracked edge varies, and panics where there
// are no samples.
func (t *Tracked) Precision() (Precision, error) {
	total := t.samples.count()
	if t.samples.replicas < 2 {
		return Precision{}, errors.New("error bars need at least 2 replicas; there is 1")
	}
	var effective []float64
	for k := range t.edges {
		if d, variance := acrossReplicas(t.first[k], t.second[k], float64(t.samples.times)); d > 0 && variance > 0 {
			relativeSD := math.Sqrt(variance) / d // d² could underflow
			effective = append(effective, float64(2*float64(t.samples.replicas))/float64(relativeSD*relativeSD))
		}
	}
	if len(effective) == 0 {
		return Precision{}, fmt.Errorf("error bars need an edge whose activity varies between replicas; none of %d does", len(t.edges))
	}
	slices.Sort(effective)
	s := median(effective)
	return Precision{
		Edges: len(effective), Replicas: t.samples.replicas, Samples: t.samples.total(),
		EffectiveSamples: s, EffectiveLeast: effective[0], EffectiveMost: effective[len(effective)-1],
		RelativeError: math.Sqrt(2 / s), CorrelationTime: total / s,
	}, nil
}

// acrossReplicas returns the mean and the sample variance (divided by R − 1) of the
// replicas' estimates of ⟨(y − m)²⟩, given each replica's sums over times samples. m is the
// mean of y over all replicas.
//
// gonum's stat.MeanVariance corrects its sums by a second pass and does not use fused
// multiply-add; its last bits would differ, also between architectures.
func acrossReplicas(first, second []float64, times float64) (mean, variance float64) {
	count := float64(len(first))
	var m float64
	for _, s := range first {
		m += s
	}
	m /= count * times
	estimates := make([]float64, len(first))
	for r := range estimates {
		// ⟨(y − m)²⟩ = ⟨y²⟩ + m (m − 2⟨y⟩)
		estimates[r] = math.FMA(m, math.FMA(-2, first[r]/times, m), second[r]/times)
		mean += estimates[r]
	}
	mean /= count
	for _, d := range estimates {
		variance = math.FMA(d-mean, d-mean, variance)
	}
	return mean, variance / (count - 1)
}

// median returns the median of values in ascending order, at least one. gonum's
// stat.Quantile interpolates the empirical distribution function, which for an even number
// of values gives the lower of the middle two.
func median(ascending []float64) float64 {
	half := len(ascending) / 2
	if len(ascending)%2 == 1 {
		return ascending[half]
	}
	return 0.5 * (ascending[half-1] + ascending[half])
}
