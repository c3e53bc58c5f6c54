package memory

import (
	"noiseprune/integrator"
	"noiseprune/sim"
)

// spectra returns the larger of two stages: the concurrent decompositions (that of the original,
// and for each pruned network its eigenvalues and the worst case), and the quadratic forms after
// them.
func (e estimate) spectra() float64 {
	const prunedMatrices = 4.5 // two symmetric parts, a factor, its solutions, a copy
	originalMatrices, vectors := 4.0, 1.0
	if !e.Symmetric {
		originalMatrices, vectors = 7, 2 // complex vectors, and three matrices for their condition number
	}
	workers, rules := float64(min(e.opt.Workers, 1+e.rules())), float64(e.rules())
	matrices := max(originalMatrices+min(workers-1, rules)*prunedMatrices, vectors+min(workers, rules)*prunedMatrices)
	const lanes = 64
	product, scratch := integrator.PackedSize(e.Neurons, int(e.keep()*float64(e.Stored)), integrator.AutoKernel, integrator.Float64, lanes)
	forms := vectors*e.square() + min(workers, rules)*(product+scratch+8*lanes*float64(e.Neurons))
	return e.afterPruning() + max(matrices*e.square(), forms)
}

// trajectories returns the bytes of the packed weights of all networks, of the states of all of
// them and their common noise for each block that is simulated, and of the observations.
func (e estimate) trajectories() float64 {
	width := sim.TrajectoryWidth(e.spec.Compare.Runs)
	product, scratch := e.product(1, width)
	productPruned, scratchPruned := e.product(e.keep(), width)
	rules := float64(e.rules())
	states, increments := e.block(width)
	increments = max(increments, states)
	blocks := (e.spec.Compare.Runs + width - 1) / width
	simulated := (1+rules)*states + scratch + rules*scratchPruned + increments + 2*e.float64Copy(width)
	if e.findsActiveSets() {
		const arrays = 2 // what stands in the brackets, and the increments there
		simulated += scratch + arrays*8*float64(e.Neurons*width) + sim.ActiveSetBytes(e.Neurons, (e.spec.Compare.Observations+1)*width)
	}
	return e.afterPruning() + product + rules*productPruned + float64(min(e.opt.Workers, blocks))*simulated + e.observations()
}

// observations returns the bytes of the errors and traces over time.
func (e estimate) observations() float64 {
	c, rules := e.spec.Compare, float64(e.rules())
	times := float64(c.Observations) + 1
	bytes := 2 * 8 * times * (rules*float64(c.Runs) + (1+rules)*float64(c.Traces))
	if e.findsActiveSets() {
		bytes += sim.ActiveSetBytes(e.Neurons, (c.Observations+1)*c.Runs)
	}
	return bytes
}

func (e estimate) findsActiveSets() bool { return e.Rectified && e.spec.Compare.Spectra == sim.Yes }
