package experiment

import (
	"context"
	"math"

	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
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

// Replica returns the block of one replica in the state `start`. Its number chooses the noise.
func Replica(start []float64, number int) *integrator.Block[float64] {
	block := integrator.NewBlock[float64](len(start), 1, number)
	copy(block.State, start)
	return block
}

// Observe takes the state of one of the networks that are integrated, as trajectory.Observer says.
type Observe func(net int, first, state []float64)

// Integrate integrates networks from the state of one replica under the same noise, and stops
// with the context.
func (g Integration) Integrate(
	ctx context.Context, seed uint64, replica *integrator.Block[float64], observe Observe, nets ...*network.Network,
) error {
	var steppers []integrator.Stepper[float64]
	for _, net := range nets {
		stepper, err := integrator.NewEulerMaruyama(net, integrator.Pack[float64](net, integrator.AutoKernel, 1), g.Drive(seed))
		if err != nil {
			return err
		}
		steppers = append(steppers, stepper)
	}
	return g.integrate(ctx, replica, observe, steppers...)
}

// integrate takes all steps of the steppers' networks from the states of one block.
func (g Integration) integrate(
	ctx context.Context, start *integrator.Block[float64], observe Observe, steppers ...integrator.Stepper[float64],
) error {
	blocks := trajectory.New(trajectory.Observer{Interval: g.Every, Observe: observe}, start, steppers...)
	unsaved := resume.Unsaved(ctx, nil)
	if err := blocks.Begin(unsaved); err != nil {
		return err
	}
	return blocks.Integrate(unsaved, g.Steps)
}

// A trajectory counts as preserved where its relative error averages less than Preserved at
// the paper's N; at a fixed fraction of kept edges the theory's error falls as 1/√N.
const (
	Preserved      = 0.2
	authorsNeurons = 2000
)

// PreservedAt returns the limit for a network of n neurons.
func PreservedAt(n int) float64 { return Preserved * math.Sqrt(authorsNeurons/float64(n)) }
