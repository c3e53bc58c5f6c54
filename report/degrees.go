package report

import (
	"math"
	"slices"

	"noiseprune/internal/page"
	"noiseprune/sim"
)

// distributionPoints is the number of abscissas of a distribution, at most.
const distributionPoints = 150

// degrees shows how many neurons have at least so many synapses; nil without a network.
func degrees(r *sim.Result) page.Part {
	net := r.Data.Original
	if net == nil || net.Synapses() == 0 {
		return nil
	}
	in, out := make([]float64, net.Neurons()), make([]float64, net.Neurons())
	for i := range net.Neurons() {
		sources, _ := net.Weights().Row(i)
		for _, j := range sources {
			if int(j) != i {
				in[i]++
				out[j]++
			}
		}
	}
	groups := []distribution{{"incoming", page.Noise, in}, {"outgoing", page.Weight, out}}
	if net.Symmetric() {
		groups = []distribution{{"degree", page.Noise, in}}
	}
	return &page.Figure{
		ID: "degrees", Title: "Degrees", Chart: tails("synapses of a neuron", "share of neurons with at least so many", groups),
		Caption: "The share of the neurons that have at least so many synapses. On these axes a straight line is a power law.",
	}
}

// weights shows which share of the synapses is at least so strong; nil without a network.
func weights(r *sim.Result) page.Part {
	net := r.Data.Original
	if net == nil || net.Synapses() == 0 {
		return nil
	}
	var positive, negative []float64
	for i := range net.Neurons() {
		sources, values := net.Weights().Row(i)
		for k, j := range sources {
			switch {
			case int(j) == i:
			case values[k] < 0:
				negative = append(negative, -values[k])
			default:
				positive = append(positive, values[k])
			}
		}
	}
	groups := slices.DeleteFunc([]distribution{{"excitatory", page.Noise, positive}, {"inhibitory", page.Weight, negative}},
		func(d distribution) bool { return len(d.values) == 0 })
	return &page.Figure{
		ID: "weights", Title: "Weights",
		Chart:   tails("|weight| (a rate, in the unit of the leak)", "share of synapses at least so strong", groups),
		Caption: "The share of the synapses of each sign whose weight has at least that magnitude.",
	}
}

// distribution is a sample of values that are not negative.
type distribution struct {
	label  string
	style  page.Style
	values []float64
}

// tails returns the shares of the values that are at least x, over common abscissas at equal logarithmic distances.
func tails(x, y string, groups []distribution) *page.Curves {
	least, most := math.Inf(1), 0.0
	for _, g := range groups {
		slices.Sort(g.values)
		for _, v := range g.values {
			if v > 0 {
				least, most = min(least, v), max(most, v)
			}
		}
	}
	view := page.CurveView{Y: page.Axis{Label: y, Log: true}, X: logarithmic(least, most)}
	for _, g := range groups {
		line := page.Line{Label: g.label, Style: g.style}
		for _, at := range view.X {
			below, _ := slices.BinarySearch(g.values, at)
			line.Values = append(line.Values, float64(len(g.values)-below)/float64(len(g.values)))
		}
		view.Lines = append(view.Lines, line)
	}
	return &page.Curves{X: page.Axis{Label: x, Log: true}, Views: []page.CurveView{view}}
}

// logarithmic returns numbers between the two at equal distances of their logarithms; one where they are equal.
func logarithmic(least, most float64) (all []float64) {
	if least >= most {
		return []float64{most}
	}
	for k := range distributionPoints {
		share := float64(k) / (distributionPoints - 1)
		all = append(all, float64(least*math.Pow(most/least, share)))
	}
	all[len(all)-1] = most
	return all
}
