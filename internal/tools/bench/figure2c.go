package main

import (
	"math"
	"sync"
	"time"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/workload"
	"noiseprune/network"
	"noiseprune/noise"
)

// The parameters of the authors' Fig. 2c.
const (
	authorsStep  = 0.005
	authorsSigma = 0.01
	authorsInput = 0.0002
	observations = 200
)

// runFigure2c integrates all runs of the original and two pruned networks under the same noise, a
// block of runs on each worker, and compares the networks at about 200 times.
func runFigure2c(t task) (answer, error) {
	networks, err := threeNetworks(t)
	if err != nil {
		return answer{}, err
	}
	start := time.Now()
	widths := workload.Shares(t.Runs, t.Workers)
	var products []integrator.Weights[float64]
	for _, net := range networks {
		products = append(products, integrator.Pack[float64](net, integrator.AutoKernel, widths[0]))
	}
	var done sync.WaitGroup
	failed := make([]error, len(widths))
	for k, first := 0, 0; k < len(widths); first, k = first+widths[k], k+1 {
		done.Go(func() { failed[k] = integrateRuns(networks, products, first, widths[k], t.Steps) })
	}
	done.Wait()
	for _, err := range failed {
		if err != nil {
			return answer{}, err
		}
	}
	return answer{Seconds: time.Since(start).Seconds()}, nil
}

// threeNetworks returns the clustered network and two prunings of it. Which edges they keep does not
// change the time.
func threeNetworks(t task) ([]*network.Network, error) {
	original, err := clustered(t)
	if err != nil {
		return nil, err
	}
	parts := original.Parts()
	parts.Input = network.UniformLeak(original.Neurons(), authorsInput)
	if original, err = network.New(parts); err != nil {
		return nil, err
	}
	all := []*network.Network{original}
	for seed := range uint64(2) {
		pruned, err := prunedUniformly(original, t.Keep, seed)
		if err != nil {
			return nil, err
		}
		all = append(all, pruned)
	}
	return all, nil
}

// integrateRuns integrates one block of runs for all steps.
func integrateRuns(networks []*network.Network, products []integrator.Weights[float64], first, width, steps int) error {
	var blocks []*integrator.Block[float64]
	var steppers []integrator.Stepper[float64]
	var errors []*compare.TrajectoryErrors
	drive := integrator.Drive{Strength: authorsSigma, StepSize: authorsStep, Key: noise.Key{Seed: 1, Purpose: noise.Trajectory}}
	for k, net := range networks {
		block := integrator.NewBlock[float64](net.Neurons(), width, first)
		for i := range block.State {
			block.State[i] = noise.Key{Seed: 1, Purpose: noise.Initial}.Uniform(uint64(first+i%width), uint64(i/width), 0)
		}
		stepper, err := integrator.NewEulerMaruyama(net, products[k], drive)
		if err != nil {
			return err
		}
		blocks, steppers = append(blocks, block), append(steppers, stepper)
		errors = append(errors, compare.NewTrajectoryErrors(width))
	}
	integrator.ShareNoise(steppers...)
	every := int(math.Ceil(float64(steps) / observations))
	for step := range steps {
		for k, s := range steppers {
			if err := s.Advance(blocks[k]); err != nil {
				return err
			}
			if k > 0 && step%every == 0 {
				errors[k].Add(blocks[0].State, blocks[k].State)
			}
		}
	}
	return nil
}
