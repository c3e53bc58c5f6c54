package experiment

import (
	"math"

	"noiseprune/covariance"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// ExactLocals solves the covariance of unit noise from the differential equation, as the
// authors' code does, and returns the entries that synapses can know.
func ExactLocals(run *figure.Run, net *network.Network) (network.LocalCovariance, error) {
	run.Phase("exact covariance", 1)
	locals, err := SolvedLocals(run, net, func() (network.LocalCovariance, error) {
		exact, err := covariance.Stationary(net, 1)
		if err != nil {
			return network.LocalCovariance{}, err
		}
		return covariance.LocalFrom(net, exact.Covariance), nil
	})
	if err != nil {
		return network.LocalCovariance{}, err
	}
	return locals, run.FinishUnit()
}

// SolvedLocals returns the covariance that solve computes, as a part of the figure.
func SolvedLocals(run *figure.Run, net *network.Network, solve func() (network.LocalCovariance, error)) (network.LocalCovariance, error) {
	locals, err := figure.Once(run, run.Part("exact covariance"), solve,
		func(l network.LocalCovariance) []byte { return figure.EncodeNumbers(l.Variance, l.Covariance) },
		func(data []byte) (network.LocalCovariance, error) {
			l := network.NewLocalCovariance(net)
			return l, figure.DecodeNumbers(data, l.Variance, l.Covariance)
		})
	if err != nil {
		return network.LocalCovariance{}, err
	}
	return Visible(run, net, locals), nil
}

// Visible returns what noise-prune is shown of a covariance: l itself, or, under
// HideCovariance, values whose diff-cov is at every synapse the mean of l's over synapses,
// weighted by |w|. Σ K|w|d, and with it the expected number of edges, stays the same before
// the clip.
func Visible(run *figure.Run, net *network.Network, l network.LocalCovariance) network.LocalCovariance {
	if !run.HideCovariance {
		return l
	}
	var scores, weights float64
	for place, e := range net.Weights().Entries() {
		scores += rules.NoisePrune(e.Weight, l.Variance[e.Target], l.Variance[e.Source], l.Covariance[place])
		weights += math.Abs(e.Weight)
	}
	same := network.NewLocalCovariance(net)
	for i := range same.Variance {
		same.Variance[i] = scores / weights / 2
	}
	return same
}
