package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"time"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// writeNetwork writes the weights of a network.
func writeNetwork(t task) (answer, error) {
	net, err := loadNetwork(t.Network)
	if err != nil {
		return answer{}, err
	}
	return answer{}, netio.Write(t.File, &netio.Matrix{Weights: net.Weights()}, nil)
}

// readSymmetric reads weights, whose leak is their row sum with the task's slack, or the default one.
func readSymmetric(t task) (*network.Network, error) {
	m, err := netio.Read(t.File, network.Reading{}, netio.DefaultLimits())
	if err != nil {
		return nil, err
	}
	if t.Slack == 0 {
		return dominant(m.Weights, nil)
	}
	return network.New(network.Parts{Weights: m.Weights, Leak: network.DominantLeak(m.Weights, t.Slack)})
}

// measureSolved measures d from samples without time steps, of noise of that strength.
func measureSolved(t task, strength float64, increments integrator.Increment) (answer, *sim.Result, error) {
	net, err := readSymmetric(t)
	if err != nil {
		return answer{}, nil, err
	}
	spec := sim.DefaultSpec()
	spec.Noise.Strength, spec.Noise.Increments = strength, increments
	spec.Covariance.Method, spec.Covariance.Exact = covariance.SolveMethod, sim.No
	spec.Covariance.Samples, spec.Covariance.Replicas = sim.Exactly(t.Samples), t.Replicas
	if width := (t.Replicas + t.Workers - 1) / t.Workers; width < 32 { // the default width: each worker has a block
		spec.Covariance.Width = sim.Exactly(float64(width))
	}
	start := time.Now()
	r, err := sim.MeasureCovariance(context.Background(), spec, net, sim.Options{Workers: t.Workers})
	if err != nil {
		return answer{}, nil, err
	}
	facts := r.Covariance.Solves
	a := answer{Seconds: time.Since(start).Seconds(), Variant: fmt.Sprintf("%d samples", r.Covariance.Samples)}
	a.Found = map[string]float64{"iterations": float64(facts.Iterations), "iterations_most": float64(facts.IterationsMost)}
	return a, r, nil
}

// solvedDiffCov measures d of the stationary activity.
func solvedDiffCov(t task) (answer, error) {
	a, r, err := measureSolved(t, 1, integrator.Gaussian)
	if err != nil {
		return answer{}, err
	}
	a.Found["median_d"] = medianOffDiagonal(r)
	if e := r.Covariance.RelativeError; e != nil {
		a.Found["relative_error"] = *e
	}
	return a, nil
}

// resistances measures the effective resistance of every edge, and its error on the references.
func resistances(t task) (answer, error) {
	text, err := os.ReadFile(t.Truth)
	if err != nil {
		return answer{}, err
	}
	var truth struct {
		Target, Source []int
		Resistance     []float64
	}
	if err := json.Unmarshal(text, &truth); err != nil {
		return answer{}, err
	}
	a, r, err := measureSolved(t, math.Sqrt2, integrator.Rademacher)
	if err != nil {
		return answer{}, err
	}
	squares := 0.0
	for k, exact := range truth.Resistance {
		place, found := r.Data.Original.Weights().Find(truth.Target[k], truth.Source[k])
		if !found {
			return answer{}, fmt.Errorf("the reference %d–%d is no edge", truth.Target[k], truth.Source[k])
		}
		e := r.Data.DiffCov[place]/exact - 1
		squares += e * e
	}
	a.Found["rms_error"] = math.Sqrt(squares / float64(len(truth.Resistance)))
	return a, nil
}
