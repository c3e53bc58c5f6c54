package main

import (
	"fmt"

	"github.com/dustin/go-humanize"

	"noiseprune/integrator"
)

const (
	effectiveSamples = 10_000
	typicalEdge      = "typical"
	slowestEdges     = "slowest"
)

// productCase is a network on which products are counted.
type productCase struct {
	name, title, network string
	samples              float64 // effective ones that are really measured
	predicted            bool    // Euler–Maruyama's products, since to measure them would take hours
	typical, slowest     float64 // least wanted ratios
}

func productCases(o options) []productCase {
	all := []productCase{
		{"celegans", "C. elegans chemical", "data/celegans-hermaphrodite-chemical.mtx", effectiveSamples, false, 10, 10},
		{"larva", "full larva", "data/drosophila-larva-full.csv.gz", effectiveSamples, false, 10, 10},
		{"flywire", "FlyWire-like", "connectome:n=139255,synapses=3.7e6", 1000, true, 80, 100},
	}
	if o.quick {
		all[1].title, all[1].network = "larva, subset", "data/drosophila-larva-subset.mtx.gz"
		all[2].network = "connectome:n=2000,synapses=4e4"
	}
	return all
}

// productRows are the products that auto takes for 10,000 effective samples, and what Euler–Maruyama takes.
func productRows(o options, cores int) []row {
	var all []row
	for _, c := range productCases(o) {
		all = append(all,
			c.row(typicalEdge, "a typical edge", c.typical, cores),
			c.row(slowestEdges, "the slowest twentieth of the edges (largest d)", c.slowest, cores))
	}
	return all
}

func (c productCase) row(edges, title string, target float64, cores int) row {
	euler := peer{name: "ours, Euler–Maruyama at its default step", script: ours, target: target, change: func(t *task) {
		t.Stepper, t.Predicted = integrator.EulerMaruyamaKind, c.predicted
	}}
	if c.predicted {
		euler.name += ", predicted by the schedule"
	}
	return row{
		name: "products-" + c.name + "-" + edges,
		title: fmt.Sprintf("products of a replica of %d for %s effective samples on %s, burn-in included, %s",
			runReplicas, humanize.Comma(effectiveSamples), title, c.title),
		task: task{
			Work: "products", Network: c.network, Edges: edges, Samples: c.samples, Replicas: runReplicas, Workers: cores,
		},
		amount: 1, unit: "products", counted: true,
		peers: []peer{euler},
	}
}
