package paper

import (
	"fmt"
	"math"

	"noiseprune/covariance"
	"noiseprune/internal/draw"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// What Fig. 1b shows without numbers: dense clusters, sparse links between them, a few
// strong connections within. These numbers are ours.
const (
	linksBetween   = 3   // pairs between each two clusters
	strongWithin   = 5   // pairs in each cluster
	strongWeight   = 8.0 // of a strong pair; the others are U(0.5, 1.5)
	keepFigure1b   = 0.2
	slackFigure1b  = 0.001 // of the mean row sum
	ordinaryWeight = 1.0
)

// kind is what a connection of Fig. 1b is.
type kind uint8

const (
	within kind = iota
	strong
	between
)

// figure1b shows weights, covariance, diff-cov and probabilities of three dense clusters.
func figure1b(j *job) (*Outcome, error) {
	size := pick(j, 100, 40)
	net, kinds, err := j.threeClusters(size)
	if err != nil {
		return nil, err
	}
	j.phase("exact covariance", 1)
	exact, err := covariance.Stationary(net, 1)
	if err != nil {
		return nil, err
	}
	if err := j.done(); err != nil {
		return nil, err
	}
	local := covariance.LocalFrom(net, exact.Covariance)
	p, err := planBoth(net, j.seen(net, localsFrom(local)), keepFigure1b)
	if err != nil {
		return nil, err
	}
	o := &Outcome{
		Shows: "The paper shows (Fig. 1b) a network of three dense clusters with sparse links between them and a few strong connections within: " +
			"noise-prune gives the links and the strong connections high probability, and most connections within a cluster a low one.",
		Caption: "Row: target; column: source, numbered from 0. Entries without a connection are white in all panels but the covariance; links between clusters and strong connections are drawn larger.",
	}
	o.set("network", "3 clusters of %d, %g of the pairs within connected with U(0.5, 1.5), %d pairs within each cluster of weight %g, %d pairs of weight 1 between each two clusters",
		size, withinDensity, strongWithin, strongWeight, linksBetween)
	o.set("leak", "row sum of |W| plus %g of the mean row sum", slackFigure1b)
	o.set("covariance", "exact, σ = 1")
	o.set("kept", "%g of the edges expected", keepFigure1b)
	describeKinds(o, net, kinds, p)
	o.Picture = figure1bPicture(net, kinds, exact.Covariance.At, local.DiffCov(net), p.noise.Probabilities)
	return o, nil
}

// threeClusters makes the network, and says of each pair what it is.
func (j *job) threeClusters(size int) (*network.Network, map[[2]int]kind, error) {
	key := noise.Key{Seed: j.opt.Seed, Purpose: noise.Generate}
	draw := func(a, b, c int) float64 { return key.Uniform(uint64(a), uint64(b), uint64(c)) }
	weights, kinds := map[[2]int]float64{}, map[[2]int]kind{}
	for i := range 3 * size {
		for k := range i {
			if i/size == k/size && draw(i, k, 1) < withinDensity {
				weights[[2]int{i, k}] = ordinaryWeight - 0.5 + draw(i, k, 2)
			}
		}
	}
	for group := range 3 {
		for n := range strongWithin {
			a, b := int(draw(group, n, 3)*float64(size)), int(draw(group, n, 4)*float64(size))
			if a == b {
				b = (b + 1) % size
			}
			pair := [2]int{group*size + max(a, b), group*size + min(a, b)}
			weights[pair], kinds[pair] = strongWeight, strong
		}
		for n := range linksBetween {
			other := (group + 1) % 3
			a, b := group*size+int(draw(group, n, 5)*float64(size)), other*size+int(draw(group, n, 6)*float64(size))
			pair := [2]int{max(a, b), min(a, b)}
			weights[pair], kinds[pair] = ordinaryWeight, between
		}
	}
	var entries []network.Entry
	for i := range 3 * size {
		for k := range i {
			if w, ok := weights[[2]int{i, k}]; ok {
				entries = append(entries, network.Entry{Target: i, Source: k, Weight: w}, network.Entry{Target: k, Source: i, Weight: w})
			}
		}
	}
	w, err := network.NewCSR(3*size, entries)
	if err != nil {
		return nil, nil, err
	}
	slack, err := network.DefaultSlack(w) // a tenth of the mean row sum
	if err != nil {
		return nil, nil, err
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 10*slackFigure1b*slack)})
	return net, kinds, err
}

// meansByKind returns the mean probability of each kind of connection.
func meansByKind(net *network.Network, kinds map[[2]int]kind, p *rules.Plan) (mean [3]float64) {
	var count [3]float64
	for place, e := range net.Weights().Entries() {
		if e.Source < e.Target {
			k := kinds[[2]int{e.Target, e.Source}]
			mean[k] += p.Probabilities[place]
			count[k]++
		}
	}
	for k := range mean {
		mean[k] /= count[k]
	}
	return mean
}

// belowLinks returns which share of the ordinary connections within clusters have a lower
// probability than every link between clusters.
func belowLinks(net *network.Network, kinds map[[2]int]kind, p *rules.Plan) float64 {
	lowest := 1.0
	var ordinary []float64
	for place, e := range net.Weights().Entries() {
		if e.Source > e.Target {
			continue
		}
		switch kinds[[2]int{e.Target, e.Source}] {
		case between:
			lowest = min(lowest, p.Probabilities[place])
		case within:
			ordinary = append(ordinary, p.Probabilities[place])
		case strong: // high by their weight
		}
	}
	return 1 - shareAbove(ordinary, math.Nextafter(lowest, 0))
}

// describeKinds fills numbers and claims.
func describeKinds(o *Outcome, net *network.Network, kinds map[[2]int]kind, p plans) {
	noise, weight := meansByKind(net, kinds, p.noise), meansByKind(net, kinds, p.weight)
	for k, name := range []string{"within", "strong", "between"} {
		o.number("mean_p_"+name, noise[k])
		o.number("mean_p_"+name+"_weight_only", weight[k])
	}
	below, belowByWeight := belowLinks(net, kinds, p.noise), belowLinks(net, kinds, p.weight)
	o.number("share_within_below_links", below)
	o.number("share_within_below_links_weight_only", belowByWeight)
	o.claim(Claim{
		Place: "Fig. 1b", Statement: "the rule assigns the sparse connections between clusters higher probability",
		Criterion: "their mean p is at least twice that of the other connections within clusters, which weight alone does not achieve",
		Found: fmt.Sprintf("links between clusters have mean p = %s, the other connections within %s (by weight alone %s and %s)",
			show(noise[between]), show(noise[within]), show(weight[between]), show(weight[within])),
		Agrees: noise[between] >= 2*noise[within] && weight[between] < 2*weight[within],
	})
	o.claim(Claim{
		Place: "Fig. 1b", Statement: "… along with the handful of exceptionally strong connections within a cluster",
		Criterion: "their mean p is at least twice that of the other connections within clusters",
		Found:     fmt.Sprintf("the strong connections have mean p = %s", show(noise[strong])),
		Agrees:    noise[strong] >= 2*noise[within],
	})
	o.claim(Claim{
		Place: "Fig. 1b", Statement: "most connections within a cluster are redundant and given lower probability",
		Criterion: "at least nine tenths of them have a lower p than every link between clusters",
		Found: fmt.Sprintf("of the other connections within, %.3g%% have a lower p than every link between clusters (by weight alone %.3g%%)",
			100*below, 100*belowByWeight),
		Agrees: below >= 0.9,
	})
}

// figure1bPicture draws the four panels and fits each scale to what it shows.
func figure1bPicture(net *network.Network, kinds map[[2]int]kind, covariance func(i, j int) float64, diffCov, probabilities []float64) draw.Picture {
	n := net.Neurons()
	empty := func() []float64 {
		values := make([]float64, n*n)
		for k := range values {
			values[k] = math.NaN()
		}
		return values
	}
	weights, c, d, p := empty(), empty(), empty(), empty()
	largestC, smallestC, largestD := 0.0, math.Inf(1), 0.0
	for i := range n {
		for k := range n {
			c[i*n+k] = covariance(i, k)
			if i != k {
				largestC, smallestC = max(largestC, c[i*n+k]), min(smallestC, c[i*n+k])
			}
		}
	}
	for place, e := range net.Weights().Entries() {
		at := e.Target*n + e.Source
		weights[at], d[at], p[at] = e.Weight, diffCov[place], probabilities[place]
		largestD = max(largestD, d[at])
	}
	for pair, k := range kinds {
		spread := spreadStrong
		if k == between {
			spread = spreadBetween
		}
		for _, values := range [][]float64{weights, d, p} {
			enlarge(values, n, pair[0], pair[1], spread)
			enlarge(values, n, pair[1], pair[0], spread)
		}
	}
	panel := func(title string, values []float64, low, high float64) draw.Panel {
		return draw.Panel{
			Title: title, X: draw.Axis{Label: "source neuron"}, Y: draw.Axis{Label: "target neuron"},
			Marks: []draw.Mark{draw.HeatMap{N: n, Values: values, Low: low, High: high}},
		}
	}
	return draw.Picture{Rows: [][]draw.Panel{
		{panel("connection weights", weights, 0, 2*ordinaryWeight), panel("covariance of activity (σ = 1)", c, smallestC, largestC)},
		{panel("difference of covariances (4)", d, 0, largestD), panel("sampling probability p", p, 0, 1)},
	}}
}

// How many entries on each side the few exceptional connections are drawn larger, in a
// matrix of 300 rows; else they would vanish in print.
const (
	spreadBetween = 3
	spreadStrong  = 1
	spreadRows    = 300
)

// enlarge repeats an entry around its place.
func enlarge(values []float64, n, row, column, spread int) {
	v := values[row*n+column]
	spread = (spread*n + spreadRows/2) / spreadRows
	for i := max(0, row-spread); i <= min(n-1, row+spread); i++ {
		for k := max(0, column-spread); k <= min(n-1, column+spread); k++ {
			values[i*n+k] = v
		}
	}
}
