package main

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// scaling is a series of tasks of ours with different sizes.
type scaling struct {
	name, title string
	sizes       []int
	task        func(size int) task
	turns       int
}

// scalingResult is the measurements of a scaling: the median time at each size.
type scalingResult struct {
	scaling
	seconds []float64
	failed  error
}

func scalings(o options, cores int) []scaling {
	step := func(neurons, degree, replicas int) task {
		return task{
			Work: "step", Neurons: neurons, Degree: degree, Replicas: replicas, Precision: "float64",
			Workers: cores, Seconds: o.seconds() / 2,
		}
	}
	covariance := func(samples int) task {
		return task{
			Work: "samples", Sizes: []int{150, 30, 120}, Long: 250, Samples: float64(samples), Replicas: 128, Workers: cores,
		}
	}
	return []scaling{
		{"scaling-neurons", "dense step against neurons, 64 replicas",
			[]int{512, 1024, 2048, 4096}, func(n int) task { return step(n, 0, replicas) }, 3},
		{"scaling-edges", "sparse step against synapses a neuron, N = 10⁴, 64 replicas",
			[]int{25, 50, 100, 200}, func(d int) task { return step(10_000, d, replicas) }, 3},
		{"scaling-sparse-neurons", "sparse step against neurons, 100 synapses each, 64 replicas",
			[]int{2500, 5000, 10_000, 20_000}, func(n int) task { return step(n, 100, replicas) }, 3},
		{"scaling-replicas", "dense step against replicas, N = 2,000",
			[]int{32, 64, 128, 256}, func(r int) task { return step(2000, 0, r) }, 3},
		{"scaling-samples", "covariance run against effective samples, N = 300 clustered",
			[]int{5000, 10_000, 20_000, 40_000}, covariance, 3},
	}
}

// measureScaling measures each size in turn.
func (rs *runners) measureScaling(s scaling) scalingResult {
	measured := scalingResult{scaling: s}
	for _, size := range s.sizes {
		var turns []answer
		for range s.turns {
			a, err := rs.ask(ours, s.task(size))
			if err != nil {
				measured.failed = err
				return measured
			}
			turns = append(turns, a)
		}
		measured.seconds = append(measured.seconds, seconds(turns))
		rs.report("%s: %d %s", s.name, size, duration(seconds(turns)))
	}
	return measured
}

// exponent returns the slope of the logarithm of the cost against that of the size.
func (s scalingResult) exponent() float64 { return logSlope(s.sizes, s.seconds) }

// logSlope returns the slope of log costs against log sizes by least squares.
func logSlope(sizes []int, costs []float64) float64 {
	x, y := make([]float64, len(sizes)), make([]float64, len(sizes))
	for k, size := range sizes {
		x[k], y[k] = math.Log(float64(size)), math.Log(costs[k])
	}
	_, slope := stat.LinearRegression(x, y, nil, false)
	return slope
}
