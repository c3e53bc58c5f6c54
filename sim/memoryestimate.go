package sim

import (
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/kernel"
)

// What runs take whatever they do: the program with its libraries, what the runtime has for
// itself, and the pilot's series.
const (
	processBytes = 40 << 20
	pilotBytes   = 10 << 20
)

// estimate adds up what the phases of a run allocate. Every figure is that of the
// code it speaks of; the test against real processes tells when they part.
type estimate struct {
	Demand
	spec   Spec // with its sizes resolved
	opt    Options
	kept   bool
	extent Extent
}

// network returns the bytes of a network with that share of the weights.
func (e estimate) network(share float64) float64 {
	const perWeight, perNeuron = 4 + 8, 8 + 3*8 + 32 // a source and a weight; where a row begins, leak, input, label
	return perWeight*share*float64(e.stored) + perNeuron*float64(e.neurons)
}

// square returns the bytes of a matrix of all pairs of neurons.
func (e estimate) square() float64 { return 8 * float64(e.neurons) * float64(e.neurons) }

// locals returns the bytes of what every synapse knows: its covariance and its diff-cov.
func (e estimate) locals() float64 {
	if e.extent == ComparisonOnly {
		return 0
	}
	return 16*float64(e.stored) + 8*float64(e.neurons)
}

// matrix returns the bytes of the covariance of all pairs, where it is kept.
func (e estimate) matrix() float64 {
	if e.spec.Covariance.Method == covariance.EdgesMethod || e.extent == ComparisonOnly {
		return 0
	}
	return e.square()
}

// plan returns the bytes that a plan takes while it is made: its edges, their scores and
// probabilities, and what solving for K sorts and sums.
func (e estimate) plan() float64 {
	const perEdge, perWeight = 40 + 8 + 34, 8
	return perEdge*float64(e.edges) + perWeight*float64(e.stored)
}

// preparation is the test for normality and the plan without a covariance, one after the
// other.
func (e estimate) preparation() float64 {
	normality := 0.0
	if !e.symmetric {
		normality = (12 + 2*8) * float64(e.stored) // Aᵀ and |A|, |Aᵀ|
	}
	rehearsal := 0.0
	if e.extent != CovarianceOnly {
		rehearsal = 8*float64(e.stored) + e.plan()
	}
	return max(normality, rehearsal)
}

// product returns what kernel.Size does, in the precision of the states.
func (e estimate) product(share float64, width int) (product, scratch float64) {
	stored := int(share * float64(e.stored))
	if e.spec.Integration.Precision == integrator.Float32 {
		return kernel.Size[float32](e.neurons, stored, e.opt.Kernel, width)
	}
	return kernel.Size[float64](e.neurons, stored, e.opt.Kernel, width)
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
	states = e.valueSize() * float64(e.neurons) * float64(width)
	switch {
	case e.spec.Integration.Stepper == integrator.LeimkuhlerMatthewsKind:
		increments = 3 * states // of two steps, and their mean
	case e.spec.Noise.Placement == integrator.OrnsteinUhlenbeck:
		increments = 2 * states // and the coloured noise
	case e.spec.Noise.Placement == integrator.Inside && e.rectified:
		increments = states
	}
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
	statistics := covariance.EdgesSize(e.neurons, e.edges, width)
	if c.Method == covariance.DenseMethod {
		statistics = covariance.DenseSize(e.neurons)
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
	return 8 * float64(e.neurons) * float64(width)
}

func (e estimate) exact() float64 {
	return e.locals() + e.matrix() + covariance.ExactSize(e.neurons, e.symmetric)
}

// rules returns how many pruned networks there are.
func (e estimate) rules() int {
	if e.extent == ComparisonOnly {
		return 1
	}
	return 1 + len(e.spec.Prune.Controls)
}

// keep returns about which share of the weights pruned networks have, 1 where it is not
// known beforehand.
func (e estimate) keep() float64 {
	p := e.spec.Prune
	switch {
	case e.extent == ComparisonOnly:
		return 1
	case p.Keep != nil:
		return min(1, *p.Keep)
	case p.Edges != nil:
		return min(1, *p.Edges/float64(e.edges))
	case p.Density != nil:
		n := float64(e.neurons)
		return min(1, *p.Density*n*(n-1)/float64(e.stored))
	case p.K != nil, p.Epsilon != nil:
		return 1
	}
	return defaultKeep
}

// pruned returns the bytes of that many pruned networks and their probabilities.
func (e estimate) pruned(count int) float64 {
	one := e.network(e.keep())
	if e.extent != ComparisonOnly {
		one += 8 * float64(e.stored)
	}
	return float64(count) * one
}

// pruning is the plans of the controls, side by side and beside the networks before them:
// while they are solved, or while their networks are put together from growing lists of
// entries, and ordered.
func (e estimate) pruning() float64 {
	kept := e.keep() * float64(e.stored)
	const perEdge, perEntry = 40, 1.5*24 + 8
	sampling := perEdge*float64(e.edges) + 8*float64(e.stored) + perEntry*kept + e.network(e.keep())
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
	if !e.symmetric {
		originalWork, original = 6, 2 // complex vectors
	}
	workers, rules := float64(min(e.opt.Workers, 1+e.rules())), float64(e.rules())
	together := max(originalWork+min(workers-1, rules)*prunedWork, original+min(workers, rules)*prunedWork)
	const lanes = 64
	product, scratch := kernel.Size[float64](e.neurons, int(e.keep()*float64(e.stored)), kernel.Auto, lanes)
	forms := original*e.square() + min(workers, rules)*(product+scratch+8*lanes*float64(e.neurons))
	return e.found() + max(together*e.square(), forms)
}

// trajectories are the packed weights of all networks, and for each block under way the
// states of all of them, with noise that they share.
func (e estimate) trajectories() float64 {
	width := min(trajectoryWidth, e.spec.Compare.Runs)
	product, scratch := e.product(1, width)
	productPruned, scratchPruned := e.product(e.keep(), width)
	rules := float64(e.rules())
	states, increments := e.block(width)
	increments = max(increments, states)
	blocks := (e.spec.Compare.Runs + width - 1) / width
	under := (1+rules)*states + scratch + rules*scratchPruned + increments + 2*e.widened(width)
	observations := float64(e.spec.Compare.Observations) + 1
	seen := 2 * 8 * observations * (rules*float64(e.spec.Compare.Runs) + (1+rules)*float64(e.spec.Compare.Traces))
	if e.rectified {
		seen += observations * float64(e.neurons) // active sets, if all differ
	}
	return e.found() + product + rules*productPruned + float64(min(e.opt.Workers, blocks))*under + seen
}

// files are the arrays of the synapses as numbers, and the networks as lists of entries.
func (e estimate) files() float64 {
	stored := float64(e.stored)
	arrays := 0.0
	if e.extent != ComparisonOnly {
		arrays = (24 + 8 + 1.5*24 + 2*8 + 8*float64(e.rules()) + 8*3) * stored
	}
	const perEntry = 24 + 1.5*24 + 8 + 12
	lists := perEntry * e.keep() * stored
	return e.found() + max(arrays, lists)
}
