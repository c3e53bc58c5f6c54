package main

import "fmt"

// row is one line, or more, of the page: a task of ours with its rivals.
type row struct {
	name, title string
	task        task
	amount      float64 // how much the task is, once
	unit        string  // of what
	flops       float64 // of the products in it; 0 if that is no measure
	bytes       float64 // that it must read from memory and write, at least; 0 if that is no measure
	wantedShare float64 // of the multiply-adds; 0 for none
	rivals      []rival
}

// rival is one other way to do it.
type rival struct {
	name, script string
	wanted       float64     // ratio; 0 for none
	change       func(*task) // what it is asked otherwise
	amount       float64     // how much it does once, where that differs
	factor       float64     // what its time is multiplied with, where it does only a share
}

func (r rival) scale() float64 {
	if r.factor == 0 {
		return 1
	}
	return r.factor
}

func (r rival) amountOr(a float64) float64 {
	if r.amount == 0 {
		return a
	}
	return r.amount
}

// variant asks for the variants whose names begin so.
func variant(name string) func(*task) { return func(t *task) { t.Variant = name } }

const replicas = 64 // of every step

// defaultWidth returns the width of a block that sim chooses by default for a dense network
// of n neurons.
func defaultWidth(n int) int {
	if n < 1000 {
		return 32
	}
	return 64
}

// rows returns all rows in the order of the page.
func rows(o order, cores int) []row {
	all := []row{denseStep(o, cores, "float64"), denseStep(o, cores, "float32")}
	for _, n := range []int{512, 2000, 3072} {
		all = append(all, denseProduct(o, cores, n))
	}
	return append(all,
		sparseStep(o, cores), ensemble(o, cores), normals(o), twoCores(o, cores),
		denseCovariance(o, cores), edgeCovariance(o, cores), figure2c(o, cores), mainJob(o, cores),
	)
}

func denseStep(o order, cores int, precision string) row {
	const n = 2000
	r := row{
		name: "dense-step-" + precision, title: fmt.Sprintf("full dense step, N = 2,000, %d replicas, %s", replicas, precision),
		task:   task{Work: "step", Neurons: n, Replicas: replicas, Precision: precision, Workers: cores, Seconds: o.seconds()},
		amount: n * replicas, unit: "neuron-steps", flops: 2 * n * n * replicas,
		rivals: []rival{
			{name: "NumPy, one line", script: "with_numpy", wanted: 2.5, change: variant("one-liner")},
			{name: "NumPy, in place", script: "with_numpy", wanted: 1.6, change: variant("in place")},
		},
	}
	if precision == "float32" {
		r.rivals = r.rivals[1:]
	}
	return r
}

func denseProduct(o order, cores, n int) row {
	width := defaultWidth(n)
	once := 2 * float64(n) * float64(n) * float64(width*cores)
	return row{
		name:  fmt.Sprintf("dense-product-%d", n),
		title: fmt.Sprintf("dense product inside the step, N = %s, a block of %d replicas on each core", thousands(n), width),
		task: task{
			Work: "product", Neurons: n, Replicas: width, Precision: "float64", Workers: cores, Seconds: o.seconds(),
		},
		amount: once, unit: "FLOP", flops: once, wantedShare: 0.85,
	}
}

func sparseStep(o order, cores int) row {
	const n, degree = 10_000, 100
	return row{
		name: "sparse-step", title: fmt.Sprintf("full sparse step, N = 10⁴, 100 a row, %d replicas, float64", replicas),
		task: task{
			Work: "step", Neurons: n, Degree: degree, Replicas: replicas, Precision: "float64", Workers: cores, Seconds: o.seconds(),
			Steps: 400, // of the rival that counts them
		},
		amount: n * replicas, unit: "neuron-steps", flops: 2 * n * degree * replicas,
		bytes: 12*n*degree + 16*n*replicas,
		rivals: []rival{
			{name: "SciPy CSR", script: "with_scipy", wanted: 10},
			{name: "PyTorch CSR and randn", script: "with_torch", wanted: 2},
			{name: "Brian2, one trajectory", script: "with_brian2", wanted: 50, amount: n, change: func(t *task) { t.Replicas = 1 }},
		},
	}
}

func ensemble(o order, cores int) row {
	const n = 2000
	steps := 300
	if o.quick {
		steps = 50
	}
	return row{
		name: "ensemble", title: fmt.Sprintf("dense ensemble, N = 2,000, %d replicas, a whole trajectory of %d steps", replicas, steps),
		task: task{
			Work: "trajectory", Neurons: n, Replicas: replicas, Steps: steps, Precision: "float64", Workers: cores, Seconds: o.seconds(),
		},
		amount: float64(n * replicas * steps), unit: "neuron-steps", flops: 2 * n * n * replicas * float64(steps),
		rivals: []rival{{name: "diffrax Euler on JAX", script: "with_diffrax", wanted: 3}},
	}
}

func normals(o order) row {
	const n = 2000
	return row{
		name: "normals", title: "normals, on one core",
		task:   task{Work: "normals", Neurons: n, Replicas: replicas, Workers: 1, Seconds: o.seconds()},
		amount: n * replicas, unit: "normals",
		rivals: []rival{
			{name: "NumPy default_rng", script: "with_numpy", wanted: 8, change: variant("default_rng")},
			{name: "NumPy SFC64", script: "with_numpy", wanted: 8, change: variant("SFC64")},
		},
	}
}

func twoCores(o order, cores int) row {
	r := denseStep(o, cores, "float64")
	r.name, r.title = "cores", fmt.Sprintf("the same step on %d cores", cores)
	r.rivals = []rival{{
		name: "ours on one core", script: ours, wanted: 0.95 * float64(cores), change: func(t *task) { t.Work = "step-in-turn" },
	}}
	return r
}

func denseCovariance(o order, cores int) row {
	const n = 2000
	return row{
		name: "covariance-dense", title: fmt.Sprintf("a sample of %d replicas into the whole covariance, N = 2,000", replicas),
		task:   task{Work: "covariance-dense", Neurons: n, Replicas: replicas, Precision: "float64", Workers: cores, Seconds: o.seconds()},
		amount: replicas, unit: "samples", flops: n * (n + 1) * replicas,
		rivals: []rival{
			{name: "NumPy X @ X.T", script: "with_numpy", change: variant("X @ X.T")},
			{name: "SciPy dsyrk", script: "with_numpy", change: variant("dsyrk")},
		},
	}
}

func edgeCovariance(o order, cores int) row {
	const n, degree = 10_000, 100
	return row{
		name: "covariance-edges", title: fmt.Sprintf("a sample of %d replicas into the covariance on 10⁶ edges, N = 10⁴", replicas),
		task: task{
			Work: "covariance-edges", Neurons: n, Degree: degree, Replicas: replicas, Workers: cores, Seconds: o.seconds(),
		},
		amount: replicas, unit: "samples",
		rivals: []rival{{name: "NumPy, in pieces", script: "with_numpy"}},
	}
}

func figure2c(o order, cores int) row {
	const n, runs, networks = 2000, 20, 3
	steps, share := 8001, 400
	if o.quick {
		steps, share = 400, 100
	}
	return row{
		name:  "figure-2c",
		title: fmt.Sprintf("%d runs × %s steps, N = 2,000 clustered, original and two pruned networks (Fig. 2c)", runs, thousands(steps)),
		task: task{
			Work: "figure2c", Neurons: n, Sizes: []int{1000, 200, 800}, Long: 2500, Keep: 0.2, Runs: runs, Steps: steps, Share: share,
			Workers: cores, Seconds: o.seconds(),
		},
		amount: float64(n * networks * runs * steps), unit: "neuron-steps",
		rivals: []rival{{
			name: fmt.Sprintf("the authors' loop in NumPy (%d steps of one run, scaled)", share), script: "with_numpy", wanted: 15,
			factor: float64(runs) * float64(steps) / float64(share),
		}},
	}
}

func mainJob(o order, cores int) row {
	sizes, long, title := []int{100, 100, 100, 2700}, 2500, "N = 3,000 (Fig. 2a)"
	if o.quick {
		sizes, long, title = []int{20, 20, 20, 540}, 500, "N = 600"
	}
	return row{
		name: "main-job", title: "whole main job, " + title + ", 10⁴ effective samples, spectra included",
		task: task{
			Work: "main-job", Sizes: sizes, Long: long, Keep: 0.1, Runs: 20, Samples: 10_000, Replicas: 128, Workers: cores,
		},
		amount: 1, unit: "jobs",
		rivals: []rival{{name: "NumPy and SciPy", script: "with_numpy", wanted: 2}},
	}
}
