package memory

import (
	"noiseprune/compare"
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
	tasks := e.rules() * e.run.SpectraPrunings()
	workers, rules := float64(min(e.opt.Workers, 1+tasks)), float64(tasks)
	matrices := max(originalMatrices+min(workers-1, rules)*prunedMatrices, vectors+min(workers, rules)*prunedMatrices)
	const lanes = 64
	product, scratch := integrator.PackedSize(e.Neurons, int(e.keep()*float64(e.Stored)), integrator.AutoKernel, integrator.Float64, lanes)
	forms := vectors*e.square() + min(workers, rules)*(product+scratch+8*lanes*float64(e.Neurons))
	return e.afterPruning() + max(matrices*e.square(), forms)
}

// stationary returns the bytes of the joint covariances: the original's powers, its covariance and inverse, and of each
// pruned network under way its A, Φ̃ in two forms, both covariances and what their products take, and later its inverse.
func (e estimate) stationary() float64 {
	const originalMatrices, prunedMatrices = 16, 11
	tasks := e.rules() * e.run.StationaryPrunings()
	return e.afterPruning() + (originalMatrices+prunedMatrices*float64(min(e.opt.Workers, tasks)))*e.square()
}

// worstCase returns the bytes of the rules that are compared at the same time by products: of each the symmetric
// parts of both networks and their packed weights, and the vectors that are iterated.
func (e estimate) worstCase() float64 {
	const width, vectors, blocks, entry = 8, 9, 4, 12
	stored := (1 + e.keep()) * float64(e.Stored)
	if !e.Symmetric {
		stored *= 2
	}
	product, scratch := integrator.PackedSize(e.Neurons, int(stored), integrator.AutoKernel, integrator.Float64, width)
	iterated := (vectors + blocks) * width * 8 * float64(e.Neurons)
	return e.afterPruning() + e.atOnce(e.rules())*(entry*stored+product+2*scratch+iterated)
}

// densities returns the bytes of the networks whose spectral densities are estimated at the same time: of each the
// symmetric part and its packed weights, or those of the original and a pruned one for the quadratic forms, the bases, and
// the blocks that are multiplied.
func (e estimate) densities() float64 {
	const width, entry, formBlocks = compare.DensityWidth, 12, 2 * 16
	_, steps := compare.DensitySampling(e.Neurons)
	stored := (1 + e.keep()) * float64(e.Stored)
	if !e.Symmetric {
		stored *= 2
	}
	product, scratch := integrator.PackedSize(e.Neurons, int(stored), integrator.AutoKernel, integrator.Float64, width)
	vectors := max(float64(width)*float64(steps+3), formBlocks) * 8 * float64(e.Neurons)
	return e.afterPruning() + e.atOnce(1+e.rules())*(entry*stored+product+2*scratch+vectors)
}

// slowModes returns the bytes of the searches at the same time by products: of each the weights of the core and their packed
// ones, the basis with its images, the residuals and vectors of the pairs, and blocks; and the original's modes.
func (e estimate) slowModes() float64 {
	const modes, pairs, entry = 50, 52, 12
	basis, block := 200.0, 32
	if e.Neurons > 30_000 {
		basis, block = 152, 16
	}
	searches := e.atOnce(e.rules())
	share := max(1/searches, e.keep()) // the original's search runs alone
	product, scratch := integrator.PackedSize(e.Neurons, int(share*float64(e.Stored)), integrator.AutoKernel, integrator.Float64, block)
	vectors := min(2*basis, 2*float64(e.Neurons)) + min(3*pairs, 3*float64(e.Neurons)) + float64(4*block)
	iterated := 8 * float64(e.Neurons) * vectors
	return e.afterPruning() + searches*(entry*share*float64(e.Stored)+product+scratch+iterated) + modes*8*float64(e.Neurons)
}

// answers returns the bytes of the answers to inputs: the original's to inputs into single neurons and its solver, and of each
// pruned network under way the same.
func (e estimate) answers() float64 {
	const units, blocks = 32, 9 // of a solver: vectors that are iterated, the inputs, their copy and the answers
	networks := e.atOnce(e.rules())
	bytes := 0.0
	for _, share := range []float64{1, e.keep()} {
		stored := int(share * float64(e.Stored))
		product, scratch := integrator.PackedSize(e.Neurons, stored, integrator.AutoKernel, integrator.Float64, compare.SolverWidth)
		one := product + scratch + 8*float64(e.Neurons)*(units+blocks*compare.SolverWidth)
		if share < 1 {
			one *= networks
		}
		bytes += one
	}
	return e.afterPruning() + bytes
}

// trajectories returns the bytes of the original's packed weights, for each block that is simulated of its pruned networks
// and their packed weights, of the states of all of them from all starts and their common noise, and of the observations.
func (e estimate) trajectories() float64 {
	blocks, runs := sim.RunBlocks(e.spec.Compare.Runs, e.run.Prunings())
	width := sim.StartFamilies * runs
	product, scratch := e.product(1, width)
	pruned, scratchPruned := e.product(e.keep(), width)
	if e.run.Prunings() > 1 {
		pruned += e.network(e.keep())
	}
	rules := float64(e.rules())
	states, increments := e.block(width)
	increments = max(increments, states)
	simulated := (1+rules)*states + scratch + rules*(pruned+scratchPruned) + increments + 2*e.float64Copy(width)
	simulated += states/sim.StartFamilies + 2*8*float64(e.Neurons*width) // the noise of one family; states by family
	const copies = 3                                                     // sums of squares under way, waiting to be merged, and encoded
	simulated += copies * (1 + rules) * 8 * float64((e.Neurons+e.products())*runs)
	if e.findsActiveSets() {
		const arrays = 2 // what stands in the brackets, and the increments there
		simulated += scratch + arrays*8*float64(e.Neurons*width) + sim.ActiveSetBytes(e.Neurons, (e.spec.Compare.Observations+1)*runs)
	}
	return e.afterPruning() + product + e.atOnce(blocks)*simulated + e.observations()
}

// target returns the bytes of the search for the budget of a target error: of the joint covariances of noise-prune alone, or of its
// trajectories. A search that has neither is refused.
func (e estimate) target() float64 {
	e.run.Spec.Prune.Controls, e.spec.Compare.Traces, e.spec.Compare.Spectra = nil, 0, sim.NoSpectra
	if e.run.StationaryPrunings() > 0 || e.spec.Compare.Runs == 0 {
		return e.stationary()
	}
	return e.trajectories()
}

// observations returns the bytes of the errors and traces over time.
func (e estimate) observations() float64 {
	c, rules := e.spec.Compare, float64(e.rules())
	times := float64(c.Observations) + 1
	const perRun = 4 // errors and squared distances, from two families of starts each
	bytes := 2*8*times*(perRun*rules*float64(c.Runs)+(1+rules)*float64(c.Traces)) + 8*(1+rules)*float64(e.Neurons)
	bytes += 2 * 8 * (1 + rules) * float64(e.products()*c.Runs)
	if e.findsActiveSets() {
		bytes += sim.ActiveSetBytes(e.Neurons, (c.Observations+1)*c.Runs)
	}
	return bytes
}

// products returns how many products are added up of each run and network.
func (e estimate) products() int {
	if e.run.StationaryPrunings() > 0 {
		return 0
	}
	return sim.MeasuredProducts(e.Neurons)
}

// atOnce returns how many of so many networks are examined at the same time.
func (e estimate) atOnce(networks int) float64 {
	return float64(sim.NetworksAtOnce(e.Stored, networks, e.opt.Workers))
}

func (e estimate) findsActiveSets() bool {
	return e.Rectified && e.spec.Compare.Spectra == sim.FullSpectra
}
