package sim

import (
	"fmt"
	"slices"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/timeseries"
)

// mostRecordedEdges bounds the edges whose covariances are followed, each of which takes batchLimit sums of each replica.
const mostRecordedEdges = 1 << 20

// choosePairs finds the columns of the pairs that the spec names, of the edges between recorded neurons, and of the groups.
func (r *recordRun) choosePairs() error {
	column := make([]int, r.net.Neurons()) // of each neuron, −1 where it is not recorded
	for i := range column {
		column[i] = -1
	}
	for c, i := range r.in.Neurons {
		column[i] = c
	}
	number := numbersByLabel(r.net)
	for _, text := range r.recordSpec.Statistics.Pairs {
		source, target, err := findPair(number, "statistics.pairs", text)
		if err != nil {
			return err
		}
		pair := timeseries.Pair{Target: column[target], Source: column[source]}
		if pair.Target < 0 || pair.Source < 0 {
			return &SpecError{"statistics.pairs", fmt.Sprintf("has %q, of which a neuron is not recorded; add it to record.neurons", text)}
		}
		r.pairs = append(r.pairs, pair)
	}
	for _, net := range r.in.Networks {
		r.edges = append(r.edges, edgesBetween(net, column))
	}
	if g := r.in.Groups; g != nil {
		return r.chooseGroups(g)
	}
	return nil
}

// edgesBetween returns the pairs of columns that edges join: of a symmetric network each once. It returns none where there are too many.
func edgesBetween(net *network.Network, column []int) (pairs []timeseries.Pair) {
	for i := range net.Neurons() {
		sources, _ := net.Weights().Row(i)
		for _, j := range sources {
			a, b := column[i], column[j]
			if a < 0 || b < 0 || a == b || net.Symmetric() && i < int(j) {
				continue
			}
			if len(pairs) == mostRecordedEdges {
				return nil
			}
			pairs = append(pairs, timeseries.Pair{Target: a, Source: b})
		}
	}
	return pairs
}

// chooseGroups finds the group of each recorded neuron. A group without one is an error.
func (r *recordRun) chooseGroups(g *Groups) error {
	for _, i := range r.in.Neurons {
		r.groupOf = append(r.groupOf, g.Of[i])
	}
	for k, name := range g.Names {
		if !slices.Contains(r.groupOf, k) {
			return &SpecError{"statistics.groups", fmt.Sprintf("has the group %q, of which no neuron is recorded; add one to record.neurons", name)}
		}
	}
	return nil
}

// newStatistics returns empty statistics of one network.
func (r *recordRun) newStatistics(k int) frameStatistics {
	reference := make([]float64, len(r.in.Neurons))
	for c, i := range r.in.Neurons {
		reference[c] = r.references[k][i]
	}
	every := r.recordSpec.Record.Every.Value()
	s := frameStatistics{neurons: newSeriesStatistics(r.timetable, every, reference, r.pairs)}
	if len(r.edges[k]) > 0 {
		s.edges = timeseries.NewLagged(reference, 0, batchLimit, r.edges[k])
	}
	if r.groupOf != nil {
		s.means = timeseries.NewGroupMeans(r.groupOf)
		s.mean = make([]float64, s.means.Groups())
		center := make([]float64, s.means.Groups())
		s.means.To(center, reference)
		of := newSeriesStatistics(r.timetable, every, center, nil)
		s.groups = &of
	}
	if r.in.Networks[k].Activation() == network.Rectified {
		s.active = timeseries.NewActiveFraction(r.net.Neurons(), 0, batchLimit)
	}
	return s
}

// restingState returns the state of a network after twice the burn-in without noise: 0 where it has no input.
func (r *recordRun) restingState(k int, net *network.Network) ([]float64, error) {
	block := integrator.NewBlock[float64](net.Neurons(), 1, 0)
	if !sizeOf(net).Driven {
		return block.State, nil
	}
	scales, err := net.TimeScales()
	if err != nil {
		return nil, err
	}
	net = net.WithoutStimulus()
	weights, err := pack[float64](r.run, r.integration, net, 1, 1)
	if err != nil {
		return nil, err
	}
	stepper, err := newDrivenStepper(r.integration, net, weights, r.drive(r.integration, 0, noise.Trajectory))
	if err != nil {
		return nil, err
	}
	count := clampToInt(2 * burnInConstants / scales.Slow / r.timetable.StepSize)
	r.opt.Progress.Phase("finding the mean", int64(count))
	return block.State, integrateAlone(r.run, fmt.Sprintf("rest-%d", k), stepper, block, count)
}
