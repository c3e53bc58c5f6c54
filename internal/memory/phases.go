package memory

import (
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/sim"
)

// preparation is the test for normality and the plan without a covariance, one after the
// other.
func (e estimate) preparation() float64 {
	normality := 0.0
	if !e.Symmetric {
		normality = (12 + 2*8) * float64(e.Stored) // Aᵀ and |A|, |Aᵀ|
	}
	plan := 0.0
	if e.phases != sim.CovarianceOnly {
		plan = 8*float64(e.Stored) + e.plan()
	}
	return max(normality, plan)
}

// product returns the bytes of packed weights, and what a stepper with them takes beside.
func (e estimate) product(share float64, width int) (product, scratch float64) {
	return integrator.PackedSize(e.Neurons, int(share*float64(e.Stored)), e.opt.Kernel, e.spec.Integration.Precision, width)
}

// valueSize returns the bytes of one state.
func (e estimate) valueSize() float64 {
	if e.spec.Integration.Precision == integrator.Float32 {
		return 4
	}
	return 8
}

// block returns the bytes of a block's states, and of noise that is not drawn row by row.
func (e estimate) block(width int) (states, increments float64) {
	states = e.valueSize() * float64(e.Neurons) * float64(width)
	activation := network.Linear
	if e.Rectified {
		activation = network.Rectified
	}
	held := e.spec.Integration.Stepper.HeldIncrements(e.spec.Noise.Placement, activation)
	increments = float64(held) * states
	return states, increments
}

// covariance is what blocks under way, blocks that wait to be merged and the merged ones
// take; then, with the merged ones, what is taken from them.
func (e estimate) covariance() float64 {
	c := e.spec.Covariance
	width, workers := int(c.Width.Value()), e.opt.Workers
	blocks := (c.Replicas + width - 1) / width
	product, scratch := e.product(1, width)
	states, increments := e.block(width)
	under := float64(min(workers, blocks)) * (states + increments + scratch + e.widened(width))
	statistics := covariance.EdgesSize(e.Neurons, e.Edges, width)
	if c.Method == covariance.DenseMethod {
		statistics = covariance.DenseSize(e.Neurons)
	}
	alive := float64(min(2*workers, blocks))
	sampling := product + under + alive*statistics
	if e.kept { // the encodings of all this in a checkpoint, and the copy that one of them makes
		sampling += under + (alive+1)*statistics
	}
	taking := min(2, alive)*statistics + e.locals() + e.matrix()
	return max(sampling, taking) + max(0, pilotBytes-sampling)
}

// widened returns the bytes of a copy of float32 states in double precision.
func (e estimate) widened(width int) float64 {
	if e.valueSize() == 8 {
		return 0
	}
	return 8 * float64(e.Neurons) * float64(width)
}

func (e estimate) exact() float64 {
	return e.locals() + e.matrix() + covariance.ExactSize(e.Neurons, e.Symmetric)
}

// rules returns how many pruned networks there are.
func (e estimate) rules() int {
	if e.phases == sim.ComparisonOnly {
		return 1
	}
	return 1 + len(e.spec.Prune.Controls)
}

// keep returns about which share of the weights pruned networks have, 1 where it is not
// known beforehand.
func (e estimate) keep() float64 {
	p := e.spec.Prune
	switch {
	case e.phases == sim.ComparisonOnly:
		return 1
	case p.Keep != nil:
		return min(1, *p.Keep)
	case p.Edges != nil:
		return min(1, *p.Edges/float64(e.Edges))
	case p.Density != nil:
		n := float64(e.Neurons)
		return min(1, *p.Density*n*(n-1)/float64(e.Stored))
	case p.K != nil, p.Epsilon != nil:
		return 1
	}
	return sim.DefaultKeep
}

// pruned returns the bytes of that many pruned networks and their probabilities.
func (e estimate) pruned(count int) float64 {
	one := e.network(e.keep())
	if e.phases != sim.ComparisonOnly {
		one += 8 * float64(e.Stored)
	}
	return float64(count) * one
}

// pruning is the plans of the controls, side by side and beside the networks before them:
// while they are solved, or while their networks are put together from growing lists of
// entries, and ordered.
func (e estimate) pruning() float64 {
	kept := e.keep() * float64(e.Stored)
	const perEdge, perEntry = 40, 1.5*24 + 8
	sampling := perEdge*float64(e.Edges) + 8*float64(e.Stored) + perEntry*kept + e.network(e.keep())
	together := max(1, min(e.opt.Workers, e.rules()-1))
	return e.locals() + e.matrix() + e.pruned(e.rules()-together) + float64(together)*max(e.plan(), sampling)
}

// found returns what the phases after pruning have beside their own.
func (e estimate) found() float64 { return e.locals() + e.matrix() + e.pruned(e.rules()) }

// spectra are decompositions side by side: that of the original, and for each pruned
// network its eigenvalues and the worst case; then the quadratic forms.
func (e estimate) spectra() float64 {
	const prunedWork = 4.5 // two symmetric parts, a factor, what is solved with it, a copy
	originalWork, original := 4.0, 1.0
	if !e.Symmetric {
		originalWork, original = 6, 2 // complex vectors
	}
	workers, rules := float64(min(e.opt.Workers, 1+e.rules())), float64(e.rules())
	together := max(originalWork+min(workers-1, rules)*prunedWork, original+min(workers, rules)*prunedWork)
	const lanes = 64
	product, scratch := integrator.PackedSize(e.Neurons, int(e.keep()*float64(e.Stored)), integrator.AutoKernel, integrator.Float64, lanes)
	forms := original*e.square() + min(workers, rules)*(product+scratch+8*lanes*float64(e.Neurons))
	return e.found() + max(together*e.square(), forms)
}

// trajectories are the packed weights of all networks, and for each block under way the
// states of all of them, with noise that they share.
func (e estimate) trajectories() float64 {
	width := sim.TrajectoryWidth(e.spec.Compare.Runs)
	product, scratch := e.product(1, width)
	productPruned, scratchPruned := e.product(e.keep(), width)
	rules := float64(e.rules())
	states, increments := e.block(width)
	increments = max(increments, states)
	blocks := (e.spec.Compare.Runs + width - 1) / width
	under := (1+rules)*states + scratch + rules*scratchPruned + increments + 2*e.widened(width)
	observations := float64(e.spec.Compare.Observations) + 1
	seen := 2 * 8 * observations * (rules*float64(e.spec.Compare.Runs) + (1+rules)*float64(e.spec.Compare.Traces))
	if e.Rectified {
		seen += observations * float64(e.Neurons) // active sets, if all differ
	}
	return e.found() + product + rules*productPruned + float64(min(e.opt.Workers, blocks))*under + seen
}

// files are the arrays of the synapses as numbers, and the networks as lists of entries.
func (e estimate) files() float64 {
	stored := float64(e.Stored)
	arrays := 0.0
	if e.phases != sim.ComparisonOnly {
		arrays = (24 + 8 + 1.5*24 + 2*8 + 8*float64(e.rules()) + 8*3) * stored
	}
	const perEntry = 24 + 1.5*24 + 8 + 12
	lists := perEntry * e.keep() * stored
	return e.found() + max(arrays, lists)
}
