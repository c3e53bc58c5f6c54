package sim

import (
	"fmt"

	"noiseprune/covariance"
)

// errorCurve has the errors of the covariance against samples: of a block at the times of the plan, and of what is merged after 2, 3,
// 4, 6, … blocks. Blocks are independent, so that of their errors at equal times the squares are added, those of narrower blocks left out.
type errorCurve struct {
	plan   *errorPlan
	width  int             // of a block
	blocks int             // that are merged; 1 of a block under way
	wide   int             // how many of them have that width
	within []squaredErrors // sums over these, at as many of the plan's times as are reached
	merged []mergedErrors
}

// mergedErrors are the errors of so many samples of several blocks.
type mergedErrors struct {
	samples int64
	squaredErrors
}

func newErrorCurve(plan *errorPlan, width int) *errorCurve {
	return &errorCurve{plan: plan, width: width, blocks: 1, wide: 1}
}

// take takes the errors of a block under way if they are due.
func (c *errorCurve) take(sampled *covariance.Edges) {
	k := len(c.within)
	if k < len(c.plan.times) && sampled.Samples() == int64(c.plan.times[k])*int64(c.width) {
		c.within = append(c.within, c.plan.errors(sampled))
	}
}

// merge adds the errors of the next block, and takes those of what is merged with it if they are due. It panics if one of the
// blocks is not complete.
func (c *errorCurve) merge(next *errorCurve, merged *covariance.Edges) {
	if n := len(c.plan.times); len(c.within) != n || len(next.within) != n {
		panic(fmt.Sprintf("sim: errors at %d and %d times are merged, not at %d", len(c.within), len(next.within), n))
	}
	if c.blocks++; next.width == c.width {
		c.wide++
		for k, e := range next.within {
			c.within[k].relative += e.relative
			c.within[k].exact += e.exact
		}
	}
	if errorBlocks(c.blocks) {
		c.merged = append(c.merged, mergedErrors{merged.Samples(), c.plan.errors(merged)})
	}
}
