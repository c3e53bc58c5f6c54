// Package duration estimates how long a run takes before it starts.
//
// [EstimateRun] adds up the work of each phase, in products with W, by what this machine takes for it, which a
// [Machine] measures. [Savings] lists the options that take less. What it finds is for people to read, and
// is part of no result.
package duration

import (
	"time"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/sim"
)

// Speed is the time that parts of a run take, in seconds: each for one replica, where blocks of that
// many replicas are computed on that many cores at once, so that on two cores it is half of what one takes.
type Speed interface {
	// Product is the time of a product with W and of the update of the neurons after it.
	Product(width, cores int, p integrator.Precision) float64
	// Normals is the time of one normal number for every neuron.
	Normals(cores int) float64
	// Sample is the time of adding a sample to the covariance.
	Sample(width, cores int, m covariance.Method) float64
	// Iterations is the number of iterations of conjugate gradients of a sample by solving.
	Iterations() float64
	// Eigenproblem is the time of a symmetric eigenproblem with vectors of the network's order, on one core.
	Eigenproblem() float64
}

// Phases are what a run takes in each of its phases, in their order.
type Phases []Phase

// Phase is what a phase takes.
type Phase struct {
	Name     string
	Products float64 // with W, over all replicas; those of a solution by the iterations that were measured
	Replicas int
	Time     time.Duration
}

// Total returns the sum of the times.
func (p Phases) Total() (total time.Duration) {
	for _, phase := range p {
		total += phase.Time
	}
	return total
}

// EstimateRun estimates the time of a run by phase. Reading, pruning and writing are not in it.
func EstimateRun(plan sim.RunPlan, opt sim.Options, speed Speed) Phases {
	var all Phases
	for _, w := range plan.Work() {
		all = append(all, estimatePhase(plan, w, opt, speed))
	}
	return all
}

// Operations returns a lower bound of the multiply-adds of a run, by which it is decided whether measuring a
// speed is worthwhile.
func Operations(plan sim.RunPlan) float64 {
	const perNormal, perEigenproblem, leastIterations = 10, 10, 10
	n := float64(plan.Size.Neurons)
	total := 0.0
	for _, w := range plan.Work() {
		total += (w.Products+float64(leastIterations*w.Solves)+w.Samples)*float64(plan.Size.Stored) + perNormal*n*w.Normals +
			perEigenproblem*n*n*n*w.Eigenproblems
	}
	return total
}

func estimatePhase(plan sim.RunPlan, w sim.Work, opt sim.Options, speed Speed) Phase {
	cores := coresFor(plan, opt, w.Blocks, w.Width)
	phase := Phase{Name: w.Phase, Products: w.Products, Replicas: w.Replicas}
	if w.Solves > 0 {
		phase.Products += w.Solves * speed.Iterations()
	}
	seconds := 0.0
	if phase.Products > 0 {
		seconds += phase.Products * speed.Product(w.Width, cores, w.Precision)
	}
	if w.Normals > 0 {
		seconds += w.Normals * speed.Normals(cores)
	}
	if w.Samples > 0 {
		seconds += w.Samples * speed.Sample(w.Width, cores, plan.Spec.Covariance.Method)
	}
	if w.Eigenproblems > 0 {
		seconds += w.Eigenproblems * speed.Eigenproblem() / float64(max(1, min(int64(opt.Workers), w.Units)))
	}
	phase.Time = asDuration(seconds * unevenness(w.Blocks, cores))
	return phase
}

// OfProducts returns the time of that many products in each replica of a plan's covariance.
func OfProducts(products float64, plan sim.RunPlan, opt sim.Options, speed Speed) time.Duration {
	c := plan.Spec.Covariance
	width := int(c.Width.Value())
	blocks := (c.Replicas + width - 1) / width
	cores := coresFor(plan, opt, blocks, width)
	seconds := products * float64(c.Replicas) * speed.Product(width, cores, plan.Spec.Integration.Precision)
	return asDuration(seconds * unevenness(blocks, cores))
}

// coresFor returns how many cores compute so many blocks of that width: one each, and in large networks those
// without a block share the rows of products.
func coresFor(plan sim.RunPlan, opt sim.Options, blocks, width int) int {
	if integrator.SharesRows(plan.Size.Stored, width) {
		blocks = opt.Workers
	}
	return max(1, min(opt.Workers, blocks))
}

// unevenness returns how much longer blocks take since the last ones do not occupy all cores.
func unevenness(blocks, cores int) float64 {
	if blocks < cores {
		return 1
	}
	rounds := (blocks + cores - 1) / cores
	return float64(rounds*cores) / float64(blocks)
}

// asDuration returns the seconds as a duration, at most 250 years of them.
func asDuration(seconds float64) time.Duration {
	const most = 250 * 365 * 24 * 3600
	return time.Duration(min(seconds, most) * float64(time.Second))
}

// OfRecording estimates the time of a recording, in which the products and the noise of every step take most of it.
func OfRecording(plan sim.RecordPlan, opt sim.Options) time.Duration {
	seconds := 0.0
	cores := max(1, min(opt.Workers, plan.Blocks))
	for _, net := range plan.Input.Networks {
		m := NewMachine(net, opt)
		seconds += plan.Products(net) * m.Product(plan.Width, cores, plan.Spec.Integration.Precision)
		seconds += plan.Steps() * m.Normals(cores)
	}
	return asDuration(seconds * unevenness(plan.Blocks, cores))
}
