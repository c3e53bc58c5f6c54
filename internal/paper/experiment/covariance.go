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
	name := run.Part("exact covariance")
	if data := run.Find(name); data != nil {
		locals := ZeroLocals(net)
		if figure.DecodeNumbers(data, locals.Variance, locals.Covariance) {
			return Visible(run, net, locals), nil
		}
	}
	local, err := solve()
	if err != nil {
		return network.LocalCovariance{}, err
	}
	locals := LocalsFrom(local)
	return Visible(run, net, locals), run.KeepNumbers(name, locals.Variance, locals.Covariance)
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
	same := ZeroLocals(net)
	for i := range same.Variance {
		same.Variance[i] = scores / weights / 2
	}
	return same
}

// LocalsFrom returns the same values as package rules takes them.
func LocalsFrom(l network.LocalCovariance) network.LocalCovariance {
	return network.LocalCovariance{Variance: l.Variance, Covariance: l.Covariance}
}

// DiffCov returns the diff-cov of each stored weight.
func DiffCov(net *network.Network, l network.LocalCovariance) []float64 {
	return network.LocalCovariance{Variance: l.Variance, Covariance: l.Covariance}.DiffCov(net)
}

// ZeroLocals are zeros in the shape of the network's variances and covariances: to be
// filled, or for a rule that does not look at them.
func ZeroLocals(net *network.Network) network.LocalCovariance {
	return network.LocalCovariance{Variance: make([]float64, net.Neurons()), Covariance: make([]float64, net.Weights().Stored())}
}
