package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/internal/lapack"
	"noiseprune/internal/workload"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/sim"
)

// clustered returns the authors' network: normalized weights, and for a leak their row
// sums with the default slack. Without slack, the smallest of the clusters is so slow that
// nearly all the time goes into burn-in.
func clustered(t task) (*network.Network, error) {
	sizes := make([]string, len(t.Sizes))
	for k, s := range t.Sizes {
		sizes[k] = strconv.Itoa(s)
	}
	generator, err := network.ParseGenerator(fmt.Sprintf("clustered:sizes=%s,long=%d,normalize=true", strings.Join(sizes, "/"), t.Long))
	if err != nil {
		return nil, err
	}
	w, err := generator.Generate(noise.Key{Seed: 1, Purpose: noise.Generate}.Source(0, 0, 0))
	if err != nil {
		return nil, err
	}
	return dominant(w, nil)
}

// dominant returns the network of those weights with the default leak.
func dominant(w *network.CSR, input []float64) (*network.Network, error) {
	slack, err := network.DefaultSlack(w)
	if err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, slack), Input: input})
}

// runMainJob does what simulate run does, between the network and the result.
func runMainJob(t task) (answer, error) {
	net, err := clustered(t)
	if err != nil {
		return answer{}, err
	}
	spec := sim.DefaultSpec()
	spec.Covariance.Samples, spec.Covariance.Replicas, spec.Covariance.Exact = t.Samples, t.Replicas, sim.No
	spec.Prune.Keep = &t.Keep
	spec.Compare.Spectra, spec.Compare.Runs = sim.Yes, t.Runs
	library, err := lapack.Open("auto", os.Getenv("NOISEPRUNE_OPENBLAS"))
	if err != nil {
		return answer{}, err
	}
	library.Use()
	start := time.Now()
	r, err := sim.Run(context.Background(), spec, net, sim.Options{Workers: t.Workers, LAPACK: library})
	if err != nil {
		return answer{}, err
	}
	a := answer{Seconds: time.Since(start).Seconds(), Variant: "LAPACK: " + r.Libraries.LAPACK}
	a.Schedule, a.Initial = &r.Schedule, r.Spec.Compare.InitialScale.Value()
	a.Found = map[string]float64{
		"eps_v": r.Rules["noise"].EpsV.Median, "trajectory_error": r.Rules["noise"].TrajectoryError.Median,
	}
	return a, nil
}

// measureCovariance measures the covariance of the clustered network to that many samples.
func measureCovariance(t task) (answer, error) {
	net, err := clustered(t)
	if err != nil {
		return answer{}, err
	}
	spec := sim.DefaultSpec()
	spec.Covariance.Samples, spec.Covariance.Replicas, spec.Covariance.Exact = t.Samples, t.Replicas, sim.No
	start := time.Now()
	_, err = sim.MeasureCovariance(context.Background(), spec, net, sim.Options{Workers: t.Workers})
	return answer{Seconds: time.Since(start).Seconds()}, err
}

// What the authors' Fig. 2c has.
const (
	authorsStep  = 0.005
	authorsSigma = 0.01
	authorsInput = 0.0002
	observations = 200
)

// followThree takes the runs of the original and two pruned networks from their start to
// their end, under the same noise, a block of them on each worker, and compares them at
// some of the times.
func followThree(t task) (answer, error) {
	networks, err := threeNetworks(t)
	if err != nil {
		return answer{}, err
	}
	start := time.Now()
	widths := workload.Shares(t.Runs, t.Workers)
	var products []kernel.Product[float64]
	for _, net := range networks {
		products = append(products, kernel.New[float64](net.Weights(), kernel.Auto, widths[0]))
	}
	var done sync.WaitGroup
	failed := make([]error, len(widths))
	for k, first := 0, 0; k < len(widths); first, k = first+widths[k], k+1 {
		done.Go(func() { failed[k] = follow(networks, products, first, widths[k], t.Steps) })
	}
	done.Wait()
	for _, err := range failed {
		if err != nil {
			return answer{}, err
		}
	}
	return answer{Seconds: time.Since(start).Seconds()}, nil
}

// threeNetworks returns the clustered network and two that keep some of it: which ones is
// of no matter to the time.
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

func prunedUniformly(net *network.Network, keep float64, seed uint64) (*network.Network, error) {
	n := net.Neurons()
	key := noise.Key{Seed: seed, Purpose: noise.Prune}
	var entries []network.Entry
	for i := range n {
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			low, high := min(i, int(j)), max(i, int(j))
			if key.Uniform(uint64(low), uint64(high), 0) < keep {
				entries = append(entries, network.Entry{Target: i, Source: int(j), Weight: weights[k] / keep})
			}
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		return nil, err
	}
	return dominant(w, net.Input())
}

// follow takes one block of runs through all steps.
func follow(networks []*network.Network, products []kernel.Product[float64], first, width, steps int) error {
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
