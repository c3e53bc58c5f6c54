package sim

import (
	"fmt"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/network"
)

// resolveDrive takes the stimulus of a network into the spec, and returns a *SpecError for what a stimulus or a start does not allow.
func (s *Spec) resolveDrive(net *network.Network) error {
	if u := net.Stimulus(); u != nil {
		s.Network.Stimulus = u.Terms()
		if net.Activation() == network.Rectified && s.Covariance.From == OwnDynamics {
			return &SpecError{"covariance.from", "is self, but under a stimulus a rectified network has no stationary activity; " +
				"take linear, or leave out network.stimulus"}
		}
	}
	return s.checkStart(net)
}

// checkStart returns a *SpecError for a start that compared trajectories cannot have.
func (s *Spec) checkStart(net *network.Network) error {
	start := s.Compare.Start
	if start.Kind == StationaryStart {
		return &SpecError{"compare.start", "is stationary; networks are compared from the same state at time 0, and from 0 at rest too; " +
			"take uniform, zero, given or eigenvector:K, or simulate record"}
	}
	return checkStart("compare.start", start, net)
}

// checkStart returns a *SpecError for the field of a start that the network does not have.
func checkStart(field string, start Start, net *network.Network) error {
	switch {
	case start.Kind == GivenStart && net.Start() == nil:
		return &SpecError{field, "is given, but there are no initial states; name their file in network.start_file"}
	case start.Kind != EigenvectorStart:
	case start.Mode > net.Neurons():
		return &SpecError{field, fmt.Sprintf("names eigenvector %d, but there are %d; take a smaller number", start.Mode, net.Neurons())}
	case net.Neurons() > autoExactLimit:
		return &SpecError{field, "names an eigenvector, which is computed for smaller networks only; give the initial states as a file"}
	}
	return nil
}

// startOf returns the initial state that a start says, the same for all runs; nil where every run has its own, or 0.
func startOf(start Start, net *network.Network, scale float64) ([]float64, error) {
	switch start.Kind {
	case GivenStart:
		return net.Start(), nil
	case EigenvectorStart:
		decomposition, err := compare.NewEigendecomposition(net.Linearized())
		if err != nil {
			return nil, err
		}
		return scaledMode(decomposition.Eigenvector(net.Neurons()-start.Mode), scale), nil
	case ZeroStart:
		return make([]float64, net.Neurons()), nil
	case UniformStart, StationaryStart:
	}
	return nil, nil
}

// noteDrive says what a stimulus and a start mean for what the result tells.
func (r *Result) noteDrive(net *network.Network) {
	if net.Stimulus() != nil {
		r.note("the stimulus drives the trajectories that are compared; covariance, spectra and what survives of stationary activity are " +
			"those without it, which a linear network's fluctuations do not depend on")
	}
	if start := r.Spec.Compare.Start; start.Kind != UniformStart {
		r.note("trajectories of \"positive starts\" begin at the start that was asked for, %v; those of random signs have the same "+
			"magnitudes", start)
	}
}

// stimulated reports whether trajectories are driven by a stimulus, so that they never become stationary.
func (r *run) stimulated() bool { return r.net.Stimulus() != nil }

// firstState returns the initial state of a neuron in a run of the first family of starts.
func firstState[T integrator.Float](r *run, neuron int, uniform float64) T {
	if r.start != nil {
		return T(r.start[neuron])
	}
	return T(r.spec.Compare.InitialScale.Value() * uniform)
}
