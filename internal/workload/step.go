package workload

import (
	"fmt"
	"math"

	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
)

// The step and the noise of the networks of RandomNetwork.
const (
	stepSize = 0.1
	strength = 0.1
)

// RandomNetwork returns a linear network of n neurons with that many random synapses onto
// each, on average, and leak 1. Its weights have the standard deviation 0.5/√degree, so that the
// spectral radius is about ½ and the network stable. It panics for an impossible degree.
func RandomNetwork(n, degree int) *network.Network {
	generator := network.Random{Neurons: n, Degree: float64(degree), SD: 0.5 / math.Sqrt(float64(degree))}
	w, err := generator.Generate(key().Source(0, 0, 0))
	if err != nil {
		panic(fmt.Sprintf("workload: %v", err))
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.UniformLeak(n, 1)})
	if err != nil {
		panic(fmt.Sprintf("workload: %v", err))
	}
	return net
}

func key() noise.Key { return noise.Key{Seed: 1, Purpose: noise.Drive} }

// Steps returns one Euler–Maruyama step of all replicas: noise, product and update. Each
// worker has one block of them, and all share one product.
func Steps[T integrator.Float](net *network.Network, replicas, workers int) Work {
	widths := Shares(replicas, workers)
	product := integrator.Pack[T](net, integrator.AutoKernel, widths[0])
	var all Work
	first := 0
	for _, width := range widths {
		stepper, err := integrator.NewEulerMaruyama(net, product, integrator.Drive{Strength: strength, StepSize: stepSize, Key: key()})
		if err != nil {
			panic(fmt.Sprintf("workload: %v", err))
		}
		block := integrator.NewBlock[T](net.Neurons(), width, first)
		first += width
		all = append(all, func() {
			if err := stepper.Advance(block); err != nil {
				panic(fmt.Sprintf("workload: %v", err))
			}
		})
	}
	return all
}

// Products returns the product of the weights with a block of that width for each
// worker.
func Products[T integrator.Float](w *network.CSR, kind kernel.Kind, width, workers int) Work {
	product := kernel.New[T](w, kind, width)
	var all Work
	for range workers {
		x := make([]T, w.Order()*width)
		for k := range x {
			x[k] = T(k%7) - 3
		}
		var scratch kernel.Scratch[T]
		all = append(all, func() { product.Rows(x, width, &scratch, func(int, kernel.Rows[T]) {}) })
	}
	return all
}

// Normals returns the normals of one step, in double precision.
func Normals(neurons, replicas, workers int) Work {
	var all Work
	first := 0
	for _, width := range Shares(replicas, workers) {
		dst, from, step := make([]float64, neurons*width), first, uint64(0)
		first += width
		all = append(all, func() {
			key().FillNormals(dst, step, 0, neurons, from, width)
			step++
		})
	}
	return all
}
