package samples

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/stat/distuv"

	"noiseprune/network"
	"noiseprune/rules"
)

// prediction is how the quadratic forms of the pruned networks must spread when d is
// estimated from S samples. The form of an eigenvector v changes by Σ δ|w| (v_i − s v_j)²
// over the edges (matched diagonal), so that
//
//	Var(vᵀÃv) = Σ w² (E[1/p̂] − 1) (v_i − s v_j)⁴,  p̂ = min(1, a u),  u ~ χ²_S/S
//
// with a = K|w|d: the mean over the samples is that of 1/p̂ alone, however the estimates
// of different edges depend on each other. Edges are put into bins of a.
type prediction struct {
	scores []float64   // a of each bin
	counts []float64   // edges in it
	spread [][]float64 // for each eigenvector and bin Σ w² (v_i − s v_j)⁴/λ²
	slow   [][]float64 // the same of the slowest
	edges  float64     // to be kept
}

// scoreBins over some six decades make bins of 1%.
const (
	scoreBins     = 1400
	predictedOver = 100 // eigenvectors, evenly spaced
)

// predict fills the predicted ratios for each number of samples.
func (s *study) predict(p *rules.Plan) {
	q := s.newPrediction(p)
	for _, effective := range s.samples() {
		s.predicted[0] = append(s.predicted[0], q.ratio(q.spread, effective))
		s.predicted[1] = append(s.predicted[1], q.ratio(q.slow, effective))
	}
}

// newPrediction bins the edges of the plan from the exact covariance.
func (s *study) newPrediction(p *rules.Plan) *prediction {
	var edges []network.Entry
	var scores []float64
	for k, e := range s.net.Weights().Entries() {
		if e.Target > e.Source {
			edges, scores = append(edges, e), append(scores, p.K*math.Abs(e.Weight)*s.diffCov[k])
		}
	}
	low, high := math.Inf(1), 0.0
	for _, a := range scores {
		low, high = min(low, a), max(high, a)
	}
	width := math.Log(high/low) / scoreBins
	q := &prediction{scores: make([]float64, scoreBins), counts: make([]float64, scoreBins), edges: s.edges}
	for b := range q.scores {
		q.scores[b] = low * math.Exp((float64(b)+0.5)*width)
	}
	bins := make([]int, len(edges))
	for k, a := range scores {
		bins[k] = min(scoreBins-1, int(math.Log(a/low)/width))
		q.counts[bins[k]]++
	}
	n := s.net.Neurons()
	for k := range predictedOver {
		q.spread = append(q.spread, s.spreadOf(k*n/predictedOver, edges, bins))
	}
	for k := range slowForms {
		q.slow = append(q.slow, s.spreadOf(n-1-k, edges, bins))
	}
	return q
}

// spreadOf returns Σ w² (v_i − s v_j)⁴/λ² over the edges of each bin, of one eigenvector.
func (s *study) spreadOf(k int, edges []network.Entry, bins []int) []float64 {
	lambda, v := real(s.reference.Eigenvalues()[k]), s.reference.Eigenvector(k)
	spread := make([]float64, scoreBins)
	for e, edge := range edges {
		difference := real(v[edge.Target]) - math.Copysign(1, edge.Weight)*real(v[edge.Source])
		change := edge.Weight * difference * difference / lambda
		spread[bins[e]] += change * change
	}
	return spread
}

// ratio returns the root mean square changes of the forms, added up over the
// eigenvectors, from S samples in units of the exact covariance's. It is infinite up to
// S = 2.
func (q *prediction) ratio(spread [][]float64, samples float64) float64 {
	if samples <= 2 {
		return math.Inf(1)
	}
	scale := q.scale(samples)
	measured, exact := 0.0, 0.0
	for _, bins := range spread {
		a, b := 0.0, 0.0
		for k, sum := range bins {
			a += sum * (meanInverse(scale*q.scores[k], samples) - 1)
			b += sum * (1/min(1, q.scores[k]) - 1)
		}
		measured, exact = measured+math.Sqrt(a), exact+math.Sqrt(b)
	}
	return measured / exact
}

// scale returns the factor on K with which estimates keep as many edges on average.
func (q *prediction) scale(samples float64) float64 {
	logs := sort.Search(1000, func(k int) bool {
		kept := 0.0
		for b, a := range q.scores {
			kept += q.counts[b] * meanChance(math.Exp(float64(k)/500)*a, samples)
		}
		return kept >= q.edges
	})
	return math.Exp(float64(logs) / 500)
}

// meanChance returns E[min(1, a u)] for u ~ χ²_S/S.
func meanChance(a, samples float64) float64 {
	return a*distuv.ChiSquared{K: samples + 2}.CDF(samples/a) + distuv.ChiSquared{K: samples}.Survival(samples/a)
}

// meanInverse returns E[1/min(1, a u)] for u ~ χ²_S/S and S > 2; up to there it is infinite.
func meanInverse(a, samples float64) float64 {
	return samples/(samples-2)/a*distuv.ChiSquared{K: samples - 2}.CDF(samples/a) + distuv.ChiSquared{K: samples}.Survival(samples/a)
}
