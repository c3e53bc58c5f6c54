package sim

import (
	"encoding/json"
	"errors"

	"gonum.org/v1/gonum/mat"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/network"
)

// stationaryOriginal is what the stationary errors of all pruned networks have in common.
type stationaryOriginal struct {
	net     *network.Network
	joint   *covariance.Joint
	inverse *mat.Dense // of A; nil where there is none
}

// newStationaryOriginal solves for the original. Every number that follows is a ratio, so that the noise has strength 1.
func newStationaryOriginal(net *network.Network, threads int) (stationaryOriginal, error) {
	joint, err := covariance.NewJoint(net, 1, threads)
	if err != nil {
		return stationaryOriginal{}, err
	}
	inverse, err := compare.Inverse(net)
	if err != nil {
		inverse = nil
	}
	return stationaryOriginal{net, joint, inverse}, nil
}

// stationaryFound is what was found of one pruned network.
type stationaryFound struct {
	Outcome     StationaryOutcome // of the first pruning; of others the error alone
	Correlation float64           // root mean square of the change on the original's edges
	Reason      string            // why nothing was found; otherwise empty
	Unstable    bool              // that it is
}

// reasonOf returns what prevents the covariance of that network as a reason, and other errors as such.
func reasonOf(network string, err error) (stationaryFound, error) {
	var unstable *covariance.NotStationaryError
	var ill *covariance.IllConditionedError
	switch {
	case errors.As(err, &unstable):
		return stationaryFound{Reason: network + " is unstable", Unstable: true}, nil
	case errors.As(err, &ill):
		return stationaryFound{Reason: network + ": " + err.Error()}, nil
	}
	return stationaryFound{}, err
}

// find compares the stationary activity of a network pruned by a rule with the original's: the error, and of the first
// pruning all else.
func (o stationaryOriginal) find(rule string, pruned *network.Network, first bool) (f stationaryFound, err error) {
	both, err := o.joint.With(pruned)
	if err != nil {
		return reasonOf(prunedName(rule), err)
	}
	j := compare.JointCovariance{Original: both.Original, Cross: both.Cross, Pruned: both.Other}
	on, off := j.CorrelationChanges(o.net)
	f.Outcome, f.Correlation = StationaryOutcome{By: StationaryExact, Residual: both.Residual, Error: j.StationaryError()}, on.RMS
	if value(f.Outcome.Error) == nil || value(on.RMS) == nil || value(off.RMS) == nil {
		return stationaryFound{Reason: prunedName(rule) + ": covariances exceed the range of float64"}, nil
	}
	if !first {
		return f, nil
	}
	neurons := j.NeuronErrors()
	f.Outcome.CorrelationOnEdges, f.Outcome.CorrelationOffEdges = on, off
	f.Outcome.NeuronError, f.Outcome.WorstNeurons = quantilesOf(neurons), worstOf(o.net, neurons)
	f.Outcome.VarianceRatio = quantilesOf(j.VarianceRatios())
	o.answer(&f.Outcome, j, pruned)
	return f, nil
}

// answer fills the autocorrelation times and the answers to inputs, which follow from inverses.
func (o stationaryOriginal) answer(s *StationaryOutcome, j compare.JointCovariance, pruned *network.Network) {
	inverse, err := compare.Inverse(pruned)
	if o.inverse == nil || err != nil {
		return
	}
	before, after := compare.AutocorrelationTimes(o.inverse, j.Original), compare.AutocorrelationTimes(inverse, j.Pruned)
	ratios := make([]float64, len(before))
	for i := range ratios {
		ratios[i] = 1 // of a silent neuron
		if before[i] != 0 {
			ratios[i] = after[i] / before[i]
		}
	}
	s.AutocorrelationTime, s.AutocorrelationTimePruned = quantilesOf(before), quantilesOf(after)
	s.AutocorrelationTimeRatio = quantilesOf(ratios)
	s.UnitInputError = quantilesOf(compare.UnitInputErrors(o.inverse, inverse))
}

func (f stationaryFound) encode() []byte {
	data, err := json.Marshal(f) // numbers are written such that they are read back exactly
	if err != nil {
		panic("sim: " + err.Error())
	}
	return data
}

func decodeStationaryFound(data []byte, _, _ int) (f stationaryFound, err error) {
	err = json.Unmarshal(data, &f)
	return f, err
}
