package main

import (
	"fmt"

	"github.com/dustin/go-humanize"
)

// defaultWidth returns the width of a block that sim chooses by default for a dense network
// of n neurons.
func defaultWidth(n int) int {
	if n < 1000 {
		return 32
	}
	return 64
}

func denseStep(o options, cores int, precision string) row {
	const n = 2000
	r := row{
		name: "dense-step-" + precision, title: fmt.Sprintf("full dense step, N = 2,000, %d replicas, %s", replicas, precision),
		task:   task{Work: "step", Neurons: n, Replicas: replicas, Precision: precision, Workers: cores, Seconds: o.seconds()},
		amount: n * replicas, unit: "neuron-steps", flops: 2 * n * n * replicas,
		peers: []peer{
			{name: "NumPy, one line", script: "with_numpy", target: 2.5, change: variant("one-liner")},
			{name: "NumPy, in place", script: "with_numpy", target: 1.6, change: variant("in place")},
		},
	}
	if precision == "float32" {
		r.peers = r.peers[1:]
	}
	return r
}

func denseProduct(o options, cores, n int) row {
	width := defaultWidth(n)
	once := 2 * float64(n) * float64(n) * float64(width*cores)
	return row{
		name:  fmt.Sprintf("dense-product-%d", n),
		title: fmt.Sprintf("dense product inside the step, N = %s, a block of %d replicas on each core", humanize.Comma(int64(n)), width),
		task: task{
			Work: "product", Neurons: n, Replicas: width, Precision: "float64", Workers: cores, Seconds: o.seconds(),
		},
		amount: once, unit: "FLOP", flops: once, targetShare: 0.85,
	}
}

func sparseStep(o options, cores int) row {
	const n, degree = 10_000, 100
	return row{
		name: "sparse-step", title: fmt.Sprintf("full sparse step, N = 10⁴, 100 a row, %d replicas, float64", replicas),
		task: task{
			Work: "step", Neurons: n, Degree: degree, Replicas: replicas, Precision: "float64", Workers: cores, Seconds: o.seconds(),
			Steps: 400, // of the peer that needs a fixed number
		},
		amount: n * replicas, unit: "neuron-steps", flops: 2 * n * degree * replicas,
		bytes: 12*n*degree + 16*n*replicas,
		peers: []peer{
			{name: "SciPy CSR", script: "with_scipy", target: 10},
			{name: "PyTorch CSR and randn", script: "with_torch", target: 2},
			{name: "Brian2, one trajectory", script: "with_brian2", target: 50, amount: n, change: func(t *task) { t.Replicas = 1 }},
		},
	}
}

func ensemble(o options, cores int) row {
	const n = 2000
	steps := 300
	if o.quick {
		steps = 50
	}
	return row{
		name: "ensemble", title: fmt.Sprintf("dense ensemble, N = 2,000, %d replicas, a trajectory of %d steps", replicas, steps),
		task: task{
			Work: "trajectory", Neurons: n, Replicas: replicas, Steps: steps, Precision: "float64", Workers: cores, Seconds: o.seconds(),
		},
		amount: float64(n * replicas * steps), unit: "neuron-steps", flops: 2 * n * n * replicas * float64(steps),
		peers: []peer{{name: "diffrax Euler on JAX", script: "with_diffrax", target: 3}},
	}
}

func normals(o options) row {
	const n = 2000
	return row{
		name: "normals", title: "normals, on one core",
		task:   task{Work: "normals", Neurons: n, Replicas: replicas, Workers: 1, Seconds: o.seconds()},
		amount: n * replicas, unit: "normals",
		peers: []peer{
			{name: "NumPy default_rng", script: "with_numpy", target: 8, change: variant("default_rng")},
			{name: "NumPy SFC64", script: "with_numpy", target: 8, change: variant("SFC64")},
		},
	}
}

func twoCores(o options, cores int) row {
	r := denseStep(o, cores, "float64")
	r.name, r.title = "cores", fmt.Sprintf("the same step on %d cores", cores)
	r.peers = []peer{{
		name: "ours on one core", script: ours, target: 0.95 * float64(cores), change: func(t *task) { t.Work = "step-in-turn" },
	}}
	return r
}
