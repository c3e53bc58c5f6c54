package covariance

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Precision is the sampling error of the diff-covs of a network.
type Precision struct {
	Edges   int   // whose diff-cov is not zero
	Groups  int   // independent groups of replicas
	Samples int64 // replicas × times

	// The effective number of samples S = 2(d/se)² of an edge: independent samples of a
	// Gaussian process whose d would have that standard error, at most Samples. Median and
	// minimum over the edges. The S of one edge has a relative standard error of √(2/(Groups−1)).
	EffectiveSamples, EffectiveLeast float64

	RelativeError        float64 // median of se/d
	LargestRelativeError float64 // root mean square of se/d over the twentieth of the edges with the largest d
}

// largestShare is the share of the edges, those with the largest d, that LargestRelativeError is of.
const largestShare = 20

// NewPrecision summarizes diff-covs and their standard errors, one for each edge, in any order
// but the same. The twentieth of the edges with the largest d is ⌈Edges/20⌉ edges; of equal d
// those with the larger error come first. Where no d is positive, the result has Edges = 0 and
// no other numbers but Groups and Samples. NewPrecision panics if the lengths differ.
func NewPrecision(d, errors []float64, samples int64, groups int) Precision {
	if len(d) != len(errors) {
		panic(fmt.Sprintf("covariance: %d errors of %d diff-covs", len(errors), len(d)))
	}
	p := Precision{Groups: groups, Samples: samples}
	edges := make([]edgeError, 0, len(d))
	for k, v := range d {
		if v > 0 {
			edges = append(edges, edgeError{v, errors[k] / v})
		}
	}
	if p.Edges = len(edges); p.Edges == 0 {
		return p
	}
	slices.SortFunc(edges, func(a, b edgeError) int { return cmp.Or(-cmp.Compare(a.d, b.d), -cmp.Compare(a.relative, b.relative)) })
	largest := make([]float64, (p.Edges+largestShare-1)/largestShare)
	relative := make([]float64, p.Edges)
	for k, e := range edges {
		relative[k] = e.relative
	}
	copy(largest, relative)
	p.LargestRelativeError = norm(largest...) / math.Sqrt(float64(len(largest)))
	p.summarize(relative)
	return p
}

// TypicalError returns the RelativeError of NewPrecision, to the bit, by one sort of numbers in place of two. known is false
// where no d is positive. TypicalError panics if the lengths differ.
func TypicalError(d, errors []float64) (relative float64, known bool) {
	if len(d) != len(errors) {
		panic(fmt.Sprintf("covariance: %d errors of %d diff-covs", len(errors), len(d)))
	}
	all := make([]float64, 0, len(d))
	for k, v := range d {
		if v > 0 {
			all = append(all, errors[k]/v)
		}
	}
	if len(all) == 0 {
		return 0, false
	}
	slices.Sort(all)
	return median(all), true
}

type edgeError struct{ d, relative float64 }

// summarize fills what depends on the relative errors alone. S falls where they rise.
func (p *Precision) summarize(relative []float64) {
	slices.Sort(relative)
	p.RelativeError = median(relative)
	for k, r := range relative {
		relative[k] = min(2/r/r, float64(p.Samples))
	}
	slices.Reverse(relative)
	p.EffectiveSamples, p.EffectiveLeast = median(relative), relative[0]
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
