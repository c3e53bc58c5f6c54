package sim

import (
	"math"

	"noiseprune/covariance"
)

// errorPlan says after how many samples the errors of the covariance are taken, and on which edges. It follows from the network and
// the schedule alone.
type errorPlan struct {
	times []int // samples of each replica of a block, ascending
	edges covariance.Subset
	exact []float64 // diff-cov of these edges by the stepper; nil where it is not known
}

// What the errors are taken of. That of one edge takes some 0.3 µs; those of a run on 300 neurons, of the fewest edges, a millisecond.
const (
	errorTimesMost   = 12
	errorEdgesLeast  = 64
	errorEdgesMost   = 1000
	productsPerError = 1 << 23 // of a block, for each edge, so that all its errors take about a thousandth of the time
)

// errorPlan returns the plan of the samples that are taken next.
func (r *run) errorPlan() *errorPlan {
	t := r.schedule
	products := float64(r.net.Weights().Stored()) * float64(r.replicaBlocks().width) * float64(t.IntervalSteps*t.SamplesPerReplica)
	p := &errorPlan{times: errorTimes(t.SamplesPerReplica), edges: covariance.NewSubset(r.net, errorEdges(products))}
	if r.result.Covariance.ExactAvailable {
		p.exact = p.edges.Pick(r.exact[ofStepper].values)
	}
	return p
}

// errorTimes returns up to twelve counts, ascending, of which the last is times, and each other one 1/√2 of the next, rounded.
func errorTimes(times int) []int {
	var falling []int
	for k := range errorTimesMost {
		n := int(math.Round(math.Ldexp(halfOctaves(float64(times), k%2), -(k+k%2)/2)))
		if last := len(falling) - 1; n >= 1 && (last < 0 || n < falling[last]) {
			falling = append(falling, n)
		}
	}
	ascending := make([]int, len(falling))
	for k, n := range falling {
		ascending[len(falling)-1-k] = n
	}
	return ascending
}

// errorBlocks reports whether an error is taken when so many blocks are merged: 1, 2, 3, 4, 6, 8, 11, …, the powers of √2, rounded.
func errorBlocks(blocks int) bool {
	for p := 1; p <= blocks; p *= 2 {
		if blocks == p || blocks == int(math.Round(halfOctaves(float64(p), 1))) {
			return true
		}
	}
	return false
}

// halfOctaves returns v·√2ᵏ.
func halfOctaves(v float64, k int) float64 {
	for range k {
		v *= math.Sqrt2
	}
	return v
}

// errorEdges returns on how many edges the errors are taken where a block takes that many products.
func errorEdges(products float64) int {
	return int(min(errorEdgesMost, max(errorEdgesLeast, products/productsPerError)))
}

// squaredErrors are squares of relative errors, +Inf where one is not known.
type squaredErrors struct {
	relative float64 // standard error of diff-cov, median over the edges (covariance.TypicalError)
	exact    float64 // deviation from the exact diff-cov, mean of the squares over the edges
}

// errors returns those of the samples so far.
func (p *errorPlan) errors(sampled *covariance.Edges) squaredErrors {
	d, errors := sampled.On(p.edges)
	s := squaredErrors{math.Inf(1), math.Inf(1)}
	if errors != nil {
		if relative, known := covariance.TypicalError(d, errors); known {
			s.relative = relative * relative
		}
	}
	if p.exact == nil || len(d) == 0 {
		return s
	}
	sum := 0.0
	for k, exact := range p.exact {
		relative := (d[k] - exact) / exact
		sum += float64(relative * relative)
	}
	if mean := sum / float64(len(d)); !math.IsNaN(mean) {
		s.exact = mean
	}
	return s
}
