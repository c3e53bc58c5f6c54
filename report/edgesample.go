package report

import (
	"cmp"
	"math"
	"slices"

	"noiseprune/network"
)

// maxEdges is how many edges at most a scatter plot shows.
const maxEdges = 3000

// edgeSample is a choice of a network's edges: their places among the stored weights, and
// the absolute values of these weights, in ascending order of the latter, with the neurons at their ends.
type edgeSample struct {
	places           []int
	targets, sources []int // neurons
	names            []string
	weights          []float64
	total            int // edges of the network
}

// sampleEdges picks at most maxEdges edges, evenly spaced in the order of |weight|, and
// among equals in that of their places. Of a pair in a symmetric network it takes one
// half.
func sampleEdges(net *network.Network) edgeSample {
	var s edgeSample
	magnitude, targets := make([]float64, net.Weights().Stored()), make([]int32, net.Weights().Stored())
	for i := range net.Neurons() {
		sources, weights := net.Weights().Row(i)
		for k, source := range sources {
			j, place := int(source), net.Weights().RowStart(i)+k
			magnitude[place], targets[place] = math.Abs(weights[k]), int32(i) //nolint:gosec // sources are int32, too
			if j != i && (j < i || !net.Symmetric()) {
				s.places = append(s.places, place)
			}
		}
	}
	s.total = len(s.places)
	slices.SortStableFunc(s.places, func(a, b int) int { return cmp.Compare(magnitude[a], magnitude[b]) })
	if s.total > maxEdges {
		for k := range maxEdges {
			s.places[k] = s.places[k*(s.total-1)/(maxEdges-1)]
		}
		s.places = s.places[:maxEdges]
	}
	for _, place := range s.places {
		target := int(targets[place])
		sources, _ := net.Weights().Row(target)
		source := int(sources[place-net.Weights().RowStart(target)])
		s.weights = append(s.weights, magnitude[place])
		s.targets, s.sources = append(s.targets, target), append(s.sources, source)
		s.names = append(s.names, edgeName(net, target, source))
	}
	return s
}

// edgeName names an edge by its neurons.
func edgeName(net *network.Network, target, source int) string {
	arrow := " → "
	if net.Symmetric() {
		arrow = " – "
	}
	return net.Label(source) + arrow + net.Label(target)
}
