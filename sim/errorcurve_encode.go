package sim

import (
	"fmt"

	"noiseprune/internal/resume"
)

// encode encodes the numbers of blocks, then the errors within blocks, then those of what is merged.
func (c *errorCurve) encode() []byte {
	var within, merged []float64
	for _, e := range c.within {
		within = append(within, e.relative, e.exact)
	}
	for _, e := range c.merged {
		merged = append(merged, float64(e.samples), e.relative, e.exact) // samples are exact below 2⁵³
	}
	return resume.Join(
		resume.EncodeWord(uint64(c.blocks)), resume.EncodeWord(uint64(c.wide)), resume.EncodeFloats(within), resume.EncodeFloats(merged),
	)
}

// decode replaces what there is by what encode encoded, which must be of so many samples; after an error nothing is changed.
func (c *errorCurve) decode(data []byte, samples int64) error {
	parts, err := resume.Split(data, 4)
	if err != nil {
		return err
	}
	blocks, err := resume.DecodeWord(parts[0])
	if err != nil {
		return err
	}
	wide, err := resume.DecodeWord(parts[1])
	if err != nil {
		return err
	}
	if wide < 1 || wide > blocks || blocks > uint64(max(1, samples)) {
		return fmt.Errorf("saved errors are of %d blocks, %d of them wide, with %d samples", blocks, wide, samples)
	}
	within, err := resume.DecodeFloats(parts[2], 2*c.reached(int(blocks), samples))
	if err != nil {
		return err
	}
	merged, err := resume.DecodeFloats(parts[3], 3*mergedCounts(int(blocks)))
	if err != nil {
		return err
	}
	c.set(int(blocks), int(wide), within, merged)
	return nil
}

// set takes decoded values.
func (c *errorCurve) set(blocks, wide int, within, merged []float64) {
	c.blocks, c.wide, c.within, c.merged = blocks, wide, nil, nil
	for ; len(within) > 0; within = within[2:] {
		c.within = append(c.within, squaredErrors{within[0], within[1]})
	}
	for ; len(merged) > 0; merged = merged[3:] {
		c.merged = append(c.merged, mergedErrors{int64(merged[0]), squaredErrors{merged[1], merged[2]}})
	}
}

// reached returns at how many times of the plan errors are taken of a block with so many samples, or of several, complete ones.
func (c *errorCurve) reached(blocks int, samples int64) int {
	if blocks > 1 {
		return len(c.plan.times)
	}
	reached := 0
	for reached < len(c.plan.times) && int64(c.plan.times[reached])*int64(c.width) <= samples {
		reached++
	}
	return reached
}

// mergedCounts returns how many errors are taken while so many blocks are merged.
func mergedCounts(blocks int) int {
	counts := 0
	for b := 2; b <= blocks; b++ {
		if errorBlocks(b) {
			counts++
		}
	}
	return counts
}
