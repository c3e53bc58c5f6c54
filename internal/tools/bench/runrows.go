package main

import (
	"fmt"

	"github.com/dustin/go-humanize"
)

func figure2c(o options, cores int) row {
	const n, runs, networks = 2000, 20, 3
	steps, share := 8001, 400
	if o.quick {
		steps, share = 400, 100
	}
	return row{
		name: "figure-2c",
		title: fmt.Sprintf("%d runs × %s steps, N = 2,000 clustered, original and two pruned networks (Fig. 2c)",
			runs, humanize.Comma(int64(steps))),
		task: task{
			Work: "figure2c", Neurons: n, Sizes: []int{1000, 200, 800}, Long: 2500, Keep: 0.2, Runs: runs, Steps: steps, Share: share,
			Workers: cores, Seconds: o.seconds(),
		},
		amount: float64(n * networks * runs * steps), unit: "neuron-steps",
		peers: []peer{{
			name: fmt.Sprintf("the authors' loop in NumPy (%d steps of one run, scaled)", share), script: "with_numpy", target: 15,
			factor: float64(runs) * float64(steps) / float64(share),
		}},
	}
}

func fullRunRow(o options, cores int) row {
	sizes, long, title := []int{100, 100, 100, 2700}, 2500, "N = 3,000 (Fig. 2a)"
	if o.quick {
		sizes, long, title = []int{20, 20, 20, 540}, 500, "N = 600"
	}
	return row{
		name: "full-run", title: "simulate run, " + title + ", 10⁴ effective samples, spectra included",
		task: task{
			Work: "full-run", Sizes: sizes, Long: long, Keep: 0.1, Runs: 20, Samples: effectiveSamples, Replicas: runReplicas, Workers: cores,
		},
		amount: 1, unit: "runs",
		peers: []peer{
			{name: "NumPy and SciPy, Euler–Maruyama", script: "with_numpy", target: 3, change: variant("euler-maruyama")},
			{name: "NumPy and SciPy, trapezoid by inverses", script: "with_numpy", target: 1.5, change: variant("trapezoid")},
		},
	}
}
