package main

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"noiseprune/internal/tools/command"
	"noiseprune/rules"
	"noiseprune/sim"
)

// information says how much the measured diff-cov tells edges apart that weights do not. All of it is over edges, those of a
// symmetric network being pairs.
type information struct {
	spread     float64 // coefficient of variation of d: its standard deviation over its mean
	rank       float64 // Spearman's correlation of |w|d with |w|; 1 where d changes no order
	covariance float64 // median of |d/(C_ii + C_jj) − 1|: what is covariance, beside the variances
	moved      float64 // ½ Σ |p − p_weight| / Σ p: share of the kept edges for which d takes others than |w| does
}

// informationOf returns the information of a run whose controls have the rule weight.
func informationOf(r *sim.Result) information {
	net, local := r.Data.Original, r.Data.Local
	entries, p, q := net.Weights().Entries(), probabilitiesOf(r, rules.NoiseKind), probabilitiesOf(r, rules.WeightKind)
	var d, weights, scores, shares, noise, weight []float64
	for _, place := range command.Edges(net) {
		e, value := entries[place], r.Data.DiffCov[place]
		d, weights, scores = append(d, value), append(weights, math.Abs(e.Weight)), append(scores, math.Abs(e.Weight)*value)
		shares = append(shares, math.Abs(value/(local.Variance[e.Target]+local.Variance[e.Source])-1))
		noise, weight = append(noise, p[place]), append(weight, q[place])
	}
	slices.Sort(shares)
	return information{
		spread: stat.StdDev(d, nil) / stat.Mean(d, nil), rank: stat.Correlation(ranks(scores), ranks(weights), nil),
		covariance: stat.Quantile(0.5, stat.Empirical, shares, nil), moved: moved(noise, weight),
	}
}

// probabilitiesOf returns those of a rule, of each stored entry. It panics where the run does not have the rule.
func probabilitiesOf(r *sim.Result, kind rules.Kind) []float64 {
	k := slices.IndexFunc(r.Data.Rules, func(d sim.RuleData) bool { return d.Name == kind.String() })
	return r.Data.Rules[k].Probabilities
}

// moved returns ½ Σ |p − q| / Σ p.
func moved(p, q []float64) float64 {
	difference, sum := 0.0, 0.0
	for k := range p {
		difference += math.Abs(p[k] - q[k])
		sum += p[k]
	}
	return difference / (2 * sum)
}

// ranks returns the rank of each value from 1 on, equal values having the mean of theirs.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	all := make([]float64, len(values))
	for first := 0; first < len(order); {
		end := first
		for end < len(order) && values[order[end]] == values[order[first]] {
			end++
		}
		for _, k := range order[first:end] {
			all[k] = float64(first+1+end) / 2
		}
		first = end
	}
	return all
}
