package integrator

import (
	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/network"
)

// explicitPropagator returns I + diag(h_i) A, h_i being the step size of each neuron.
func explicitPropagator(net *network.Network, stepSizes []float64) *mat.Dense {
	phi := net.Dense()
	for i, h := range stepSizes {
		row := phi.RawRowView(i)
		for j := range row {
			row[j] *= h
		}
		row[i]++
	}
	return phi
}

func eulerMaruyamaPropagator(net *network.Network, d Drive) (*mat.Dense, error) {
	return explicitPropagator(net, everywhere(net, d.StepSize)), nil
}

func exponentialPropagator(net *network.Network, d Drive) (*mat.Dense, error) {
	stepSizes := make([]float64, net.Neurons())
	for i, rate := range net.Leak() {
		stepSizes[i] = averaged(rate, d.StepSize)
	}
	return explicitPropagator(net, stepSizes), nil
}

func trapezoidPropagator(net *network.Network, d Drive) (*mat.Dense, error) {
	c, err := covariance.Trapezoid(net, d.Strength, trapezoidSteps(d.Cycle))
	if err != nil {
		return nil, err
	}
	return c.Cycle, nil
}
