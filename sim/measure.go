package sim

import (
	"fmt"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// measureCovariance fills the covariance, from trajectories, from samples without time, or from the equation.
func measureCovariance(r *run) (err error) {
	measured, err := r.measuredNetwork()
	if err != nil {
		return err
	}
	r.result.Covariance = &CovarianceFacts{Method: r.spec.Covariance.Method}
	if r.spec.Covariance.Method == covariance.ExactMethod {
		return solveCovariance(r, measured)
	}
	if r.spec.Covariance.Method == covariance.SolveMethod {
		return measureBySolving(r, measured)
	}
	defer func() {
		err = explainDivergence(err, "the network", measured, r.spec.Covariance.Stepper, duringCovariance)
	}()
	if err := settleStep(r, measured); err != nil {
		return err
	}
	reference, err := findReference(r, "mean", measured)
	if err != nil {
		return err
	}
	found, err := runPilot(r, measured, reference)
	if err != nil {
		return err
	}
	if measured.Activation() == network.Rectified { // whose mean under noise is not that without
		reference = found.mean
		if err := r.pairedBias(measured, reference); err != nil {
			return err
		}
	}
	if r.spec.Integration.Precision == integrator.Float32 {
		if err := checkPrecision(r, measured, reference); err != nil {
			return err
		}
	}
	statistics, err := sampleStationary(r, measured, reference)
	if err != nil {
		return err
	}
	r.inverses.release()
	return describeCovariance(r, statistics)
}

// measuredNetwork returns the network whose trajectories give the covariance: the
// linear one unless the spec asks for the rectified network's own.
func (r *run) measuredNetwork() (*network.Network, error) {
	if r.spec.Covariance.From == LinearDynamics {
		return r.net.Linearized().WithoutStimulus(), nil
	}
	parts := r.net.WithoutStimulus().Parts()
	input := make([]float64, len(parts.Input))
	for i, b := range parts.Input {
		input[i] = b + r.spec.Covariance.Background
	}
	parts.Input = input
	net, err := network.New(parts)
	if err != nil {
		return nil, &SpecError{"covariance.background", fmt.Sprintf("is %v, with which the %v", r.spec.Covariance.Background, err)}
	}
	return net, nil
}

// findReference returns the point about which the sums are taken: the state of the network after
// the burn-in without noise. Near the mean, the sums of squares lose no digits.
//
// The store keeps it under the given name.
func findReference(r *run, name string, net *network.Network) ([]float64, error) {
	block := integrator.NewBlock[float64](net.Neurons(), 1, 0)
	if !sizeOf(net).Driven {
		return block.State, nil
	}
	weights, err := pack[float64](r, r.measuring(), net, 1, 1)
	if err != nil {
		return nil, err
	}
	stepper, err := newStepper(r, r.measuring(), net, weights, 0, noise.Drive)
	if err != nil {
		return nil, err
	}
	r.opt.Progress.Phase("finding the mean", int64(r.schedule.BurnInSteps))
	return block.State, integrateAlone(r, name, stepper, block, r.schedule.BurnInSteps)
}

// describeCovariance fills the covariance that was sampled and how precise it is.
func describeCovariance(r *run, s blockStatistics) error {
	if err := r.result.setLocal(s, r.net); err != nil {
		return err
	}
	r.result.describeSamples(s.edges)
	r.compareWithExact()
	r.describeErrors(s.curve)
	return nil
}

// setLocal takes the covariance that was sampled into the result.
func (r *Result) setLocal(s blockStatistics, net *network.Network) error {
	if s.dense == nil {
		return r.setCovariance(s.edges.Local(), net)
	}
	r.Data.Covariance = s.dense.Matrix()
	return r.setCovariance(covariance.LocalFrom(net, r.Data.Covariance), net)
}

// setCovariance takes the variances and covariances that synapses can know into the result, unless
// one of them is not finite.
func (r *Result) setCovariance(l network.LocalCovariance, net *network.Network) error {
	if err := l.Check(net); err != nil {
		return fmt.Errorf("covariance: %w", err)
	}
	if err := checkVariances(l, net); err != nil {
		return fmt.Errorf("covariance: %w", err)
	}
	r.Data.Local = l
	r.Data.DiffCov = l.DiffCov(net)
	return nil
}
