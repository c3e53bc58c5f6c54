package main

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// statistics returns all statistics of the sample. A single draw that is not finite fails.
func (n *normalSample) statistics() []statistic {
	if n.nonFinite > 0 {
		return []statistic{{"draws that are not finite", 0, fmt.Sprintf("%d of %.0f", n.nonFinite, n.drawn)}}
	}
	d, a2 := binnedDistances(n.counts)
	root := math.Sqrt(n.drawn)
	all := []statistic{
		{"Kolmogorov–Smirnov, all draws", kolmogorovP(d, n.drawn), fmt.Sprintf("√n D = %.3f, to %.3f", d*root, root/bins)},
		{"Anderson–Darling, all draws", andersonP(a2), fmt.Sprintf("A² = %.3f", a2)},
	}
	if len(n.ks) > 10 {
		all = append(all,
			uniformP("Kolmogorov–Smirnov of blocks, p-values uniform", n.ks),
			uniformP("Anderson–Darling of blocks, p-values uniform", n.ad))
	}
	all = append(all,
		smallestP("Kolmogorov–Smirnov of blocks, smallest p", n.ks),
		smallestP("Anderson–Darling of blocks, smallest p", n.ad))
	return slices.Concat(all, n.moments(), n.tails())
}

// moments compares the means of the first eight powers with 0, 1, 0, 3, 0, 15, 0, 105.
func (n *normalSample) moments() []statistic {
	var all []statistic
	for i, sum := range n.powers {
		want := normalMoment(i + 1)
		se := math.Sqrt((normalMoment(2*i+2) - want*want) / n.drawn)
		got := sum / n.drawn
		all = append(all, statistic{
			fmt.Sprintf("moment %d", i+1), upperTail((got - want) / se), fmt.Sprintf("%v %+.2g, standard error %.2g", want, got-want, se),
		})
	}
	return all
}

// normalMoment returns E z^k of a standard normal, which is (k−1)(k−3)…1 for even k.
func normalMoment(k int) float64 {
	if k%2 == 1 {
		return 0
	}
	m := 1.0
	for f := k - 1; f > 1; f -= 2 {
		m *= float64(f)
	}
	return m
}

// tails compares the numbers of draws beyond the limits with the Poisson distribution.
func (n *normalSample) tails() []statistic {
	var all []statistic
	for k, limit := range limits() {
		want := n.drawn * upperTail(limit)
		if want < 0.5 {
			continue
		}
		all = append(all,
			tailCount(fmt.Sprintf("above %v s.d.", limit), n.above[k], want),
			tailCount(fmt.Sprintf("below −%v s.d.", limit), n.below[k], want))
	}
	return all
}

// tailCount returns the mid-p-value, the mean of P(N > count) and P(N ≥ count), so that neither
// end is suspicious merely because small numbers are discrete.
func tailCount(name string, count uint64, mean float64) statistic {
	law := distuv.Poisson{Lambda: mean}
	p := law.Survival(float64(count)) + law.Prob(float64(count))/2
	return statistic{name, p, fmt.Sprintf("%d, expected %.1f", count, mean)}
}
