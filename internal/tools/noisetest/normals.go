package main

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"noiseprune/noise"
)

// fill writes normals or signs, as noise.Key.FillNormals does, or in tests broken ones.
type fill func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int)

// A block is what the exact tests of Kolmogorov, Smirnov, Anderson and Darling see at once.
const (
	blockNeurons  = 500
	blockReplicas = 50
	blockSteps    = 40
	block         = blockNeurons * blockReplicas * blockSteps // 10⁶
)

const bins = 1 << 20 // of equal probability, for the tests on all draws together

// limits are the standard deviations beyond which tails are counted.
func limits() []float64 { return []float64{3, 3.5, 4, 4.5, 5, 5.5, 6} }

// portrait is what is known of many normals.
type portrait struct {
	drawn        float64
	strange      int        // draws that are not finite
	powers       [8]float64 // sums of the first eight powers
	counts       []uint64   // in bins
	above, below []uint64   // the limits
	largest      float64    // in absolute value
	ks, ad       []float64  // p-values of the blocks
}

func newPortrait() *portrait {
	return &portrait{counts: make([]uint64, bins), above: make([]uint64, len(limits())), below: make([]uint64, len(limits()))}
}

// paint draws blocks and looks at each.
func paint(ctx context.Context, f fill, key noise.Key, blocks int) (*portrait, error) {
	p := newPortrait()
	z := make([]float64, block)
	for b := range uint64(blocks) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		const rectangle = blockNeurons * blockReplicas
		for t := range uint64(blockSteps) {
			f(key, z[t*rectangle:][:rectangle], b*blockSteps+t, 0, blockNeurons, 0, blockReplicas)
		}
		p.add(z)
	}
	return p, nil
}

// add looks at a block, which is sorted afterwards. What is not finite is counted and
// otherwise left out.
func (p *portrait) add(z []float64) {
	p.drawn += float64(len(z))
	all := len(z)
	z = slices.DeleteFunc(z, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
	p.strange += all - len(z)
	if len(z) == 0 {
		return
	}
	var sums [8]float64
	for _, v := range z {
		power := v
		for k := range sums {
			sums[k] += power
			power *= v
		}
		p.counts[min(int(math.Erfc(-v/math.Sqrt2)/2*bins), bins-1)]++
	}
	for k, s := range sums {
		p.powers[k] += s
	}
	slices.Sort(z)
	p.largest = max(p.largest, -z[0], z[len(z)-1])
	for k, limit := range limits() {
		place, _ := slices.BinarySearch(z, -limit)
		p.below[k] += uint64(place)
		place, _ = slices.BinarySearch(z, limit)
		p.above[k] += uint64(len(z) - place)
	}
	d, a2 := distances(z)
	p.ks = append(p.ks, kolmogorovP(d, float64(len(z))))
	p.ad = append(p.ad, andersonP(a2))
}

// statistics returns all that is to be judged. A single draw that is not finite fails.
func (p *portrait) statistics() []statistic {
	if p.strange > 0 {
		return []statistic{{"draws that are not finite", 0, fmt.Sprintf("%d of %.0f", p.strange, p.drawn)}}
	}
	d, a2 := binnedDistances(p.counts)
	all := []statistic{
		{"Kolmogorov–Smirnov, all draws", kolmogorovP(d, p.drawn), fmt.Sprintf("√n D = %.3f, to %.3f", d*math.Sqrt(p.drawn), math.Sqrt(p.drawn)/bins)},
		{"Anderson–Darling, all draws", andersonP(a2), fmt.Sprintf("A² = %.3f", a2)},
	}
	if len(p.ks) > 10 {
		all = append(all, uniformity("Kolmogorov–Smirnov of blocks, p-values uniform", p.ks), uniformity("Anderson–Darling of blocks, p-values uniform", p.ad))
	}
	all = append(all, smallest("Kolmogorov–Smirnov of blocks, smallest p", p.ks), smallest("Anderson–Darling of blocks, smallest p", p.ad))
	return slices.Concat(all, p.moments(), p.tails())
}

// uniformity tests p-values by the test of Kolmogorov and Smirnov.
func uniformity(name string, values []float64) statistic {
	sorted := slices.Sorted(slices.Values(values))
	d := uniformDistance(sorted)
	return statistic{name, kolmogorovP(d, float64(len(values))), fmt.Sprintf("%d blocks, D = %.4f", len(values), d)}
}

// smallest returns the probability that the smallest of so many p-values is smaller.
func smallest(name string, values []float64) statistic {
	least := slices.Min(values)
	return statistic{name, -math.Expm1(float64(len(values)) * math.Log1p(-least)), fmt.Sprintf("%.2g of %d", least, len(values))}
}

// moments compares the means of the first eight powers with 0, 1, 0, 3, 0, 15, 0, 105.
func (p *portrait) moments() []statistic {
	var all []statistic
	for i, sum := range p.powers {
		want := momentOf(i + 1)
		se := math.Sqrt((momentOf(2*i+2) - want*want) / p.drawn)
		got := sum / p.drawn
		all = append(all, statistic{fmt.Sprintf("moment %d", i+1), upperTail((got - want) / se), fmt.Sprintf("%v %+.2g, standard error %.2g", want, got-want, se)})
	}
	return all
}

// momentOf returns E z^k, which is (k−1)(k−3)…1 for even k.
func momentOf(k int) float64 {
	if k%2 == 1 {
		return 0
	}
	m := 1.0
	for f := k - 1; f > 1; f -= 2 {
		m *= float64(f)
	}
	return m
}

// tails compares the numbers of draws beyond the limits with those of Poisson's law.
func (p *portrait) tails() []statistic {
	var all []statistic
	for k, limit := range limits() {
		want := p.drawn * upperTail(limit)
		if want < 0.5 {
			continue
		}
		all = append(all, tail(fmt.Sprintf("above %v s.d.", limit), p.above[k], want), tail(fmt.Sprintf("below −%v s.d.", limit), p.below[k], want))
	}
	return all
}

// tail returns the middle of P(N > count) and P(N ≥ count), so that neither end is
// suspicious by the grain of small numbers alone.
func tail(name string, count uint64, mean float64) statistic {
	law := distuv.Poisson{Lambda: mean}
	p := law.Survival(float64(count)) + law.Prob(float64(count))/2
	return statistic{name, p, fmt.Sprintf("%d, expected %.1f", count, mean)}
}
