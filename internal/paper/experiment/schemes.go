package experiment

import (
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
)

// Scheme is a stepper together with the covariance that it must converge to.
type Scheme struct {
	Name    string // in files
	Title   string // in pictures
	stepper func(*network.Network, integrator.Weights[float64], integrator.Drive) (integrator.Stepper[float64], error)
	Exact   func(net *network.Network, sigma, h float64) (*covariance.Exact, error)
}

// EulerMaruyama is the stepper of the authors' trajectories.
func EulerMaruyama() Scheme {
	return Scheme{
		"euler_maruyama", "Euler–Maruyama",
		func(net *network.Network, w integrator.Weights[float64], d integrator.Drive) (integrator.Stepper[float64], error) {
			return integrator.NewEulerMaruyama(net, w, d)
		}, covariance.EulerMaruyama,
	}
}

// LeimkuhlerMatthews is the stepper without bias in symmetric networks.
func LeimkuhlerMatthews() Scheme {
	return Scheme{
		"leimkuhler_matthews", "Leimkuhler–Matthews",
		func(net *network.Network, w integrator.Weights[float64], d integrator.Drive) (integrator.Stepper[float64], error) {
			return integrator.NewLeimkuhlerMatthews(net, w, d)
		}, covariance.LeimkuhlerMatthews,
	}
}
