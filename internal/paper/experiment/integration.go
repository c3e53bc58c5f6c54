package experiment

import (
	"context"
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// The authors' integration: Euler–Maruyama, h = 0.005, 8,001 states, σ = 0.01.
const (
	AuthorsStep  = 0.005
	AuthorsSteps = 8000
	AuthorsSigma = 0.01
)

// Integration says how a trial is integrated by Euler–Maruyama, and when it is observed.
type Integration struct {
	Step  float64 // h
	Steps int
	Every int     // steps between two observations; the first is that of the initial state
	Sigma float64 // of the noise

	Placement       integrator.Placement // of the noise
	CorrelationTime float64              // of coloured noise
}

// Times returns the times of the observations.
func (g Integration) Times() []float64 {
	times := make([]float64, g.Steps/g.Every+1)
	for k := range times {
		times[k] = float64(k*g.Every) * g.Step
	}
	return times
}

// Drive returns the noise of the trials: common to all networks, different in each trial.
func (g Integration) Drive(seed uint64) integrator.Drive {
	return integrator.Drive{
		Strength: g.Sigma, StepSize: g.Step,
		Key:       noise.Key{Seed: seed, Purpose: noise.Trajectory},
		Placement: g.Placement, CorrelationTime: g.CorrelationTime,
	}
}

// Integrate calls step Steps times, and observe(k) before the first step and after every
// Every steps. It returns the first error of step, or the context's.
func (g Integration) Integrate(ctx context.Context, observe func(k int), step func() error) error {
	for n := range g.Steps + 1 {
		if n%g.Every == 0 {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			observe(n / g.Every)
		}
		if n == g.Steps {
			break
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// Replica prepares one replica of a network in the state `start`: a block of width 1, whose
// number chooses the noise, and its stepper.
func (g Integration) Replica(
	seed uint64, net *network.Network, start []float64, number int,
) (*integrator.Block[float64], integrator.Stepper[float64], error) {
	block := integrator.NewBlock[float64](net.Neurons(), 1, number)
	copy(block.State, start)
	stepper, err := integrator.NewEulerMaruyama(net, integrator.Pack[float64](net, integrator.AutoKernel, 1), g.Drive(seed))
	return block, stepper, err
}

// A trajectory counts as preserved where its relative error averages less than Preserved at
// the paper's N; at a fixed fraction of kept edges the theory's error falls as 1/√N.
const (
	Preserved      = 0.2
	authorsNeurons = 2000
)

// PreservedAt returns the limit for a network of n neurons.
func PreservedAt(n int) float64 { return Preserved * math.Sqrt(authorsNeurons/float64(n)) }
