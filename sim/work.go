package sim

import (
	"noiseprune/compare"
	"noiseprune/integrator"
)

// Work is what a phase of a run is expected to take. What a run decides on the way is estimated: how long
// the decay of a disturbance and the pilot are observed, how often samples are taken, how many iterations a
// solution takes. Each count is a sum over replicas.
type Work struct {
	Phase string // as Progress is told
	Units int64  // likewise: steps × replicas of a simulation, otherwise tasks
	// Products are those with the original's W. One with a pruned network counts as its share of the
	// weights, one with an inverse as integrator.InverseProducts.
	Products float64
	Normals  float64 // of each neuron
	Samples  float64 // that are added to the covariance
	Solves   float64 // by conjugate gradients, beside the products
	// Eigenproblems are what N³ work takes in time, in symmetric eigenproblems of order N with vectors.
	Eigenproblems float64
	Replicas      int // over which the counts are summed
	Width         int // replicas of a block
	Blocks        int // of the phase, which are simulated side by side
	Precision     integrator.Precision
}

// Work lists the expected work of a run by phase, in their order. Reading, pruning, writing and the check of
// active sets are not in it, nor what has been done when the plan is known.
func (p RunPlan) Work() []Work {
	r := &run{
		given: p.Given, spec: p.Spec, schedule: p.Schedule, net: p.Network, result: &Result{Measured: Measured{Network: p.Facts}},
		burnInOpen: p.Given.Covariance.BurnIn.IsAuto(),
	}
	w := workList{run: r, plan: p}
	if measured, err := r.measuredNetwork(); err == nil && p.Phases != ComparisonOnly {
		w.covariance(measured)
	}
	if p.Given.Prune.TargetError != nil && (p.Phases == WholeRun || p.Phases == UpToPruning) {
		w.target()
	}
	if p.Phases == WholeRun || p.Phases == ComparisonOnly {
		w.comparisons()
	}
	return w.all
}

// workList collects the work of a run that has not begun.
type workList struct {
	run  *run
	plan RunPlan
	all  []Work
}

// The time of N³ work, in symmetric eigenproblems with vectors of the same order: by LAPACK's operation
// counts and by runs at 1,000 neurons.
const (
	eigenDirected       = 3.5
	eigenValues         = 0.22
	eigenDirectedValues = 1
	eigenWorst          = 0.5 // two symmetric parts, a Cholesky factor, eigenvalues
	exactSymmetric      = 0.1 // by Cholesky
	exactDirected       = 3   // by doubling
	jointWork           = 0.5 // 100 N³ by the products of internal/kernel
	inverseIterations   = 20  // of Newton and Schulz
)

// The products of the worst case that is found by them: those with A on connectomes, and the block's width.
const (
	worstProducts = 200
	worstWidth    = 8
)

// The products of the slow modes: those with A on connectomes, with a time like theirs for the arithmetic of the vectors, and
// the block's width.
const (
	slowProducts      = 10_000
	slowProductsLarge = 2000 // of more neurons than 30,000
	slowWidth         = 32
)

// answerProducts are those of an answer to an input, on connectomes.
const answerProducts = 20

// simulation adds a phase that takes that many steps of replicas.
func (w *workList) simulation(phase string, g integration, steps, replicas int) *Work {
	units := float64(steps) * float64(replicas)
	w.all = append(w.all, Work{
		Phase: phase, Units: int64(steps) * int64(replicas), Products: units * g.productsPerStep(w.run.net), Normals: units,
		Replicas: replicas, Width: replicas, Blocks: 1,
	})
	return &w.all[len(w.all)-1]
}

// eigenproblems adds a phase of that many tasks of N³ work.
func (w *workList) eigenproblems(phase string, tasks int, problems float64) {
	w.all = append(w.all, Work{Phase: phase, Units: int64(tasks), Eigenproblems: problems, Replicas: 1, Width: 1, Blocks: 1})
}

func (w *workList) exact(phase string, count int) {
	each := float64(exactDirected)
	if w.plan.Size.Symmetric && !w.plan.Size.UnequalNoise {
		each = exactSymmetric
	}
	w.eigenproblems(phase, count, each*float64(count))
}

// spectral adds the spectra of the original and of that many pruned networks.
func (w *workList) spectral(pruned int) {
	r := w.run
	if r.spec.Compare.Spectra == FullSpectra {
		original, values := float64(eigenDirected), float64(eigenDirectedValues)
		if w.plan.Size.Symmetric {
			original, values = 1, eigenValues
		}
		tasks := pruned * w.plan.SpectraPrunings()
		w.eigenproblems("spectra", 1+2*tasks, original+float64(float64(tasks)*(values+eigenWorst)))
	}
	if r.spec.Compare.Spectra == KrylovSpectra {
		phase := Work{Phase: "worst case", Units: int64(pruned), Replicas: 1, Width: worstWidth, Blocks: pruned}
		each := float64(worstProducts)
		if !w.plan.Size.Symmetric {
			each *= 2 // since the symmetric part has up to twice the weights
		}
		phase.Products = each * float64(float64(pruned)*float64(1+float64(w.plan.PrunedShare())))
		w.all = append(w.all, phase, w.densities(pruned), w.slowModes(pruned))
	}
}

// comparison adds the spectra, the stationary activity and the trajectories of the original and the pruned networks.
func (w *workList) comparison() {
	r, pruned := w.run, w.plan.PrunedNetworks()
	w.spectral(pruned)
	if prunings := w.plan.StationaryPrunings(); prunings > 0 {
		tasks := pruned * prunings
		w.eigenproblems(stationaryPhase, tasks, jointWork*float64(1+tasks))
	}
	if w.plan.AnswersInputs() {
		w.all = append(w.all, w.answers(pruned))
	}
	if runs := r.spec.Compare.Runs; runs > 0 {
		phase := w.simulation("trajectories", r.comparing(), r.schedule.TrajectorySteps, StartFamilies*runs)
		phase.Products *= 1 + float64(float64(pruned)*w.plan.PrunedShare())
		phase.Normals /= StartFamilies // which have the same noise
		phase.Blocks, phase.Width = RunBlocks(runs, w.plan.Prunings())
		phase.Width *= StartFamilies
		phase.Precision = r.spec.Integration.Precision
	}
}

// target adds the search for the budget of a target error, for each budget that is expected to be tried: the exact errors of
// noise-prune's networks, or the trajectories of the original and of these.
func (w *workList) target() {
	r, runs := w.run, w.run.spec.Compare.Runs
	if exact := w.plan.StationaryPrunings(); exact > 0 {
		tasks := targetEvaluations * exact
		w.eigenproblems(targetPhase, tasks, jointWork*float64(targetEvaluations+tasks))
		return
	}
	if runs == 0 { // which is refused
		return
	}
	phase := w.simulation(targetPhase, r.comparing(), r.schedule.TrajectorySteps, StartFamilies*runs*targetEvaluations)
	phase.Products *= 1 + w.plan.PrunedShare()
	phase.Replicas = StartFamilies * runs
	phase.Normals /= StartFamilies // which have the same noise
	phase.Blocks, phase.Width = RunBlocks(runs, w.plan.Prunings())
	phase.Width *= StartFamilies
	phase.Precision = r.spec.Integration.Precision
}

// slowModes is the search for slow modes by products with the original and the pruned networks.
func (w *workList) slowModes(pruned int) Work {
	phase := Work{Phase: "slow modes", Units: int64(1 + pruned), Replicas: 1, Width: slowWidth, Blocks: 1 + pruned}
	products := float64(slowProducts)
	if w.plan.Size.Neurons > 30_000 {
		products = slowProductsLarge
	}
	phase.Products = products * (1 + float64(float64(pruned)*w.plan.PrunedShare()))
	return phase
}

// answers are the answers of the original and of the pruned networks to inputs.
func (w *workList) answers(pruned int) Work {
	inputs := float64(min(measuredInputs, w.plan.Size.Neurons) + probesOf(w.plan.Size.Neurons))
	return Work{
		Phase: answersPhase, Units: int64(pruned), Replicas: 1, Width: compare.SolverWidth, Blocks: pruned,
		Products: inputs * float64(answerProducts*(1+float64(float64(pruned)*w.plan.PrunedShare()))),
	}
}

// densities is the estimate of spectral densities of all networks, and the quadratic forms of the original beside each
// pruned one, both of symmetric parts.
func (w *workList) densities(pruned int) Work {
	phase := Work{Phase: "spectral densities", Units: int64(1 + pruned), Replicas: 1, Width: compare.DensityWidth, Blocks: 1 + pruned}
	vectors, steps := compare.DensitySampling(w.run.net.Neurons())
	lanczos, share := float64(vectors*steps), w.plan.PrunedShare()
	phase.Products = lanczos + float64(float64(pruned)*float64(float64(lanczos*share)+float64(compare.RandomVectors*float64(1+share))))
	if !w.plan.Size.Symmetric {
		phase.Products *= 2 // since the symmetric part has up to twice the weights
	}
	return phase
}

// inBlocks divides the replicas into blocks of that width.
func (w *Work) inBlocks(width, replicas int) {
	w.Replicas, w.Width, w.Blocks = replicas, width, (replicas+width-1)/width
}
