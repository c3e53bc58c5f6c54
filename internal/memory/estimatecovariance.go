package memory

import (
	"noiseprune/covariance"
	"noiseprune/integrator"
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
	inverted, forming, beside := e.inverted(width)
	scratch = max(scratch, beside)
	states, increments := e.block(width)
	if c.Method == covariance.SolveMethod { // in double precision always
		product, scratch = integrator.PackedSize(e.Neurons, e.Stored, e.opt.Kernel, integrator.Float64, width)
		states, increments = 8*float64(e.Neurons)*float64(width), integrator.SamplerSize(e.Neurons, width)
	}
	atOnce := sim.BlocksAtOnce(e.Edges, blocks, e.opt.Workers)
	underWay := float64(atOnce)
	copied := e.float64Copy(width)
	if c.Method == covariance.SolveMethod {
		copied = 0
	}
	simulated := underWay * (states + increments + scratch + copied)
	sampled, complete := e.statistics(width)
	waiting := float64(min(2*atOnce, blocks)) - underWay // statistics of finished blocks, and merged ones
	statistics := underWay*sampled + max(1, waiting)*complete
	sampling := product + inverted + simulated + statistics
	if e.writes { // their encodings in a checkpoint, and the copy that one encoding makes
		sampling += simulated + statistics + sampled
	}
	forming += product + inverted // while the last inverse is formed
	evaluation := inverted + min(2, waiting+1)*complete + e.edgeStatistics() + e.matrix()
	return max(forming, sampling, evaluation) + max(0, pilotBytes-sampling)
}

// inverted returns the bytes of the inverses of a cycle, those that forming one takes beside, and those of the
// scratch of a stepper with them.
func (e sizes) inverted(width int) (inverses, forming, scratch float64) {
	if e.inverses == 0 {
		return 0, 0, 0
	}
	one, scratch := integrator.InverseSize(e.Neurons, e.spec.Integration.Precision, width)
	return float64(e.inverses) * one, e.square(), scratch
}

// statistics returns the bytes of the streaming covariance of a block that is sampled, and of one
// that is complete.
func (e sizes) statistics(width int) (sampled, complete float64) {
	sampled, complete = covariance.EdgesSize(e.Neurons, e.Edges, width), covariance.EdgesCompleteSize(e.Neurons, e.Edges)
	if e.spec.Covariance.Method == covariance.DenseMethod {
		dense := covariance.DenseSize(e.Neurons)
		sampled, complete = sampled+dense, complete+dense
	}
	return sampled, complete
}

func (e estimate) exactCovariance() float64 {
	inverses, _, _ := e.inverted(1)
	return inverses + e.edgeStatistics() + e.matrix() + covariance.ExactSize(e.Neurons, e.Symmetric && !e.UnequalNoise)
}

// edgeStatistics returns the bytes of covariance, diff-cov and its error of each synapse, and of the variances.
func (e sizes) edgeStatistics() float64 {
	if e.phases == sim.ComparisonOnly {
		return 0
	}
	return 24*float64(e.Stored) + 16*float64(e.Edges) + 8*float64(e.Neurons) // and what their precision is summarized from
}

// matrix returns the bytes of the covariance of all pairs, where it is kept.
func (e sizes) matrix() float64 {
	if m := e.spec.Covariance.Method; m == covariance.EdgesMethod || m == covariance.SolveMethod || e.phases == sim.ComparisonOnly {
		return 0
	}
	return e.square()
}
