package memory

import (
	"noiseprune/covariance"
	"noiseprune/sim"
)

// preparation returns the larger of the test for normality and the plan that is made without a
// covariance, which follow one another.
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

// covariance returns the larger of sampling (the blocks that are simulated, those that wait to be
// merged, the merged statistics) and of evaluating the merged statistics.
func (e estimate) covariance() float64 {
	c := e.spec.Covariance
	width := int(c.Width.Value())
	blocks := (c.Replicas + width - 1) / width
	product, scratch := e.product(1, width)
	states, increments := e.block(width)
	simulated := float64(min(e.opt.Workers, blocks)) * (states + increments + scratch + e.float64Copy(width))
	statistics := e.statistics(width)
	held := float64(min(2*e.opt.Workers, blocks)) // statistics of blocks in memory
	sampling := product + simulated + held*statistics
	if e.writes { // their encodings in a checkpoint, and the copy that one encoding makes
		sampling += simulated + (held+1)*statistics
	}
	evaluation := min(2, held)*statistics + e.edgeStatistics() + e.matrix()
	return max(sampling, evaluation) + max(0, pilotBytes-sampling)
}

// statistics returns the bytes of the streaming covariance of a block.
func (e sizes) statistics(width int) float64 {
	if e.spec.Covariance.Method == covariance.DenseMethod {
		return covariance.DenseSize(e.Neurons)
	}
	return covariance.EdgesSize(e.Neurons, e.Edges, width)
}

func (e estimate) exactCovariance() float64 {
	return e.edgeStatistics() + e.matrix() + covariance.ExactSize(e.Neurons, e.Symmetric)
}

// edgeStatistics returns the bytes of covariance and diff-cov of each synapse, and of the variances.
func (e sizes) edgeStatistics() float64 {
	if e.phases == sim.ComparisonOnly {
		return 0
	}
	return 16*float64(e.Stored) + 8*float64(e.Neurons)
}

// matrix returns the bytes of the covariance of all pairs, where it is kept.
func (e sizes) matrix() float64 {
	if e.spec.Covariance.Method == covariance.EdgesMethod || e.phases == sim.ComparisonOnly {
		return 0
	}
	return e.square()
}
