package covariance

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"noiseprune/network"
)

// Tracked estimates diff-cov of a few edges for each replica separately. Replicas are
// independent, so that the variance of their estimates gives valid error bars, whatever
// the correlation of a replica's samples in time.
//
// The sums of a replica run in the order of time and do not depend on the width of the
// blocks.
type Tracked struct {
	unit
	fingerprint uint64
	samples     samples
	reference   []float64
	edges       []edge
	first       [][]float64 // Σy of each tracked edge and replica, y = (x_i − ref_i) − s(x_j − ref_j)
	second      [][]float64 // Σy², likewise
}

// NewTracked returns an estimator without samples for blocks of width replicas. It
// tracks the edges numbered ⌊kE/m⌋, k = 0 … m−1, of the network's E edges, or all of
// them where there are no more than m. The reference is that of NewEdges. NewTracked
// panics if width or m is not positive or the reference does not fit the network.
func NewTracked(net *network.Network, width int, reference []float64, m int) *Tracked {
	return newTrackedOn(fastest(), net, width, reference, m)
}

func newTrackedOn(u unit, net *network.Network, width int, reference []float64, m int) *Tracked {
	t := &Tracked{unit: u, fingerprint: fingerprint(net), samples: newSamples(width), reference: reference}
	t.edges = trackedOf(net, width, reference, m)
	for range t.edges {
		t.first = append(t.first, make([]float64, width))
		t.second = append(t.second, make([]float64, width))
	}
	return t
}

// trackedOf returns the edges to be tracked, and panics for arguments that NewTracked
// refuses.
func trackedOf(net *network.Network, width int, reference []float64, m int) []edge {
	if width < 1 || m < 1 || len(reference) != net.Neurons() {
		panic(fmt.Sprintf("covariance: %d tracked edges, block of %d replicas, reference of %d values for %d neurons",
			m, width, len(reference), net.Neurons()))
	}
	var tracked []edge
	total := net.Edges()
	m = min(m, total)
	for e := range edgesOf(net) {
		if k := len(tracked); k < m && e.number == k*total/m {
			tracked = append(tracked, e)
		}
	}
	return tracked
}

// Add takes one sample: the state x[i*width+r] of neuron i in replica r. It panics if
// the length does not fit, or after another block has been merged in.
func (t *Tracked) Add(x []float64) {
	width := t.samples.width
	checkState(x, len(t.reference), width)
	t.samples.add()
	for k, e := range t.edges {
		first, second := t.first[k], t.second[k]
		target, source := x[e.target*width:][:width], x[e.source*width:][:width]
		meanTarget, meanSource := t.reference[e.target], t.reference[e.source]
		aligned := width / lanes * lanes // the replicas that fill lanes
		if aligned > 0 {
			t.addReplicas(first[:aligned], second, target, source, meanTarget, meanSource, e.sign)
		}
		addReplicas(first[aligned:], second[aligned:], target[aligned:], source[aligned:], meanTarget, meanSource, e.sign)
	}
}

// addReplicas adds one sample of one edge to the sums of each replica.
func addReplicas(first, second, target, source []float64, meanTarget, meanSource, sign float64) {
	for r := range first {
		u, v := target[r]-meanTarget, source[r]-meanSource
		y := u - float64(sign*v)
		first[r] += y
		second[r] = math.FMA(y, y, second[r])
	}
}

// Merge appends the replicas of the next block; next is not changed. Blocks must be
// merged in ascending order, one by one. Merge panics if next is of another network or
// tracks other edges, is itself the result of merging, or holds another number of
// samples per replica.
func (t *Tracked) Merge(next *Tracked) {
	if t.fingerprint != next.fingerprint || len(t.edges) != len(next.edges) || len(t.reference) != len(next.reference) {
		panic("covariance: estimators of two networks cannot be merged")
	}
	checkSameReference(t.reference, next.reference)
	t.samples.merge(next.samples)
	for k := range t.edges {
		t.first[k] = append(t.first[k], next.first[k]...)
		t.second[k] = append(t.second[k], next.second[k]...)
	}
}

// Samples returns the number of samples of each tracked edge, replicas × times.
func (t *Tracked) Samples() int64 { return t.samples.total() }

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
