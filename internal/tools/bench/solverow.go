package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/dustin/go-humanize"
)

// symmetricConnectome is a generator of the size and the heavy tails of an adult fly's connectome, symmetrized
// by the mean.
func symmetricConnectome(o options) (generator, size string) {
	n, synapses := 139_255, "3.7e6"
	if o.quick {
		n, synapses = 5000, "1e5"
	}
	return fmt.Sprintf("connectome:n=%d,synapses=%s,symmetric=true", n, synapses), "N = " + humanize.Comma(int64(n))
}

// temporary is a file that programs exchange, with a name of its own for each size.
func temporary(o options, name string) string {
	if o.quick {
		name = "quick-" + name
	}
	return filepath.Join(os.TempDir(), "noiseprune-"+name)
}

// solvedRow is d on every edge from samples without time steps, beside SciPy's conjugate gradients.
func solvedRow(o options, cores int) row {
	const samples, share = 256, 64
	generator, size := symmetricConnectome(o)
	t := task{
		Work: "solve", File: temporary(o, "solve.npz"), Samples: samples, Replicas: runReplicas, Share: share, Workers: cores,
	}
	return row{
		name: "solve", title: fmt.Sprintf("d on every edge to 9%% (%d samples), FlyWire-like, symmetrized, %s", samples, size),
		task: t, amount: samples, unit: "samples",
		first: []first{{script: ours, task: task{Work: "write-network", Network: generator, File: t.File}}},
		peers: []peer{
			{name: fmt.Sprintf("SciPy cg, a sample at a time (%d of them, scaled)", share), script: "with_scipy", target: 10, change: variant("cg")},
			{
				name:   fmt.Sprintf("SciPy CSR, conjugate gradients side by side (%d of them, scaled)", share),
				script: "with_scipy", target: 10, change: variant("side by side"),
			},
		},
	}
}

// resistanceRow is the effective resistance of every edge, which is d of the Laplacian with a small leak ε and noise of
// σ² = 2: C = (L + εI)⁻¹. Both errors are measured on the same edges, beside solutions by SciPy of L without a
// leak; ours contains what the leak changes. The peer has ⌈log₂ N⌉/tolerance² = 72 vectors. At the row's full size
// it had an error of 15.5% and 72 samples of ours one of 17.8%, each known to 4% or more of itself: 96 samples
// have 15.4%.
func resistanceRow(o options, cores int) row {
	const samples, references, tolerance, slack = 96, 256, 0.5, 1e-3
	generator, size := symmetricConnectome(o)
	weights := temporary(o, "solve.npz")
	t := task{
		Work: "resistance", File: temporary(o, "graph.npz"), Truth: temporary(o, "resistance.json"), Network: weights,
		Samples: samples, Replicas: samples / 2, Slack: slack, Tolerance: tolerance, References: references, Workers: cores,
	}
	graph := t
	graph.Work = "make-graph"
	return row{
		name: "resistance",
		title: fmt.Sprintf("effective resistance of every edge, the same graph unweighted, leak 0.001, %s; our %d samples have the error of "+
			"the peer's approximation (rms_error: relative, root mean square on %d edges)", size, samples, references),
		task: t, amount: 1, unit: "runs",
		first: []first{{script: ours, task: task{Work: "write-network", Network: generator, File: weights}}, {"with_scipy", graph}},
		peers: []peer{{
			name:   fmt.Sprintf("NetworKit SpanningEdgeCentrality, parallel approximation, tolerance %v", tolerance),
			script: "with_networkit", target: 10,
		}},
	}
}
