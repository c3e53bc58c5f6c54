package sim

import (
	"fmt"
	"math"

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
	blocks, wide, err := decodeBlocks(parts[0], parts[1], samples)
	if err != nil {
		return err
	}
	within, err := resume.DecodeFloats(parts[2], 2*c.reached(blocks, samples))
	if err != nil {
		return err
	}
	merged, err := resume.DecodeFloats(parts[3], 3*mergedCounts(blocks))
	if err != nil {
		return err
	}
	if err := checkMerged(merged, samples); err != nil {
		return err
	}
	c.set(blocks, wide, within, merged)
	return nil
}

// decodeBlocks decodes the numbers of blocks and of wide ones, and returns an error where so many samples cannot have them.
func decodeBlocks(first, second []byte, samples int64) (blocks, wide int, err error) {
	b, err := resume.DecodeWord(first)
	if err != nil {
		return 0, 0, err
	}
	w, err := resume.DecodeWord(second)
	if err != nil {
		return 0, 0, err
	}
	if w < 1 || w > b || b > uint64(max(1, samples)) {
		return 0, 0, fmt.Errorf("saved errors are of %d blocks, %d of them wide, with %d samples", b, w, samples)
	}
	return int(b), int(w), nil
}

// checkMerged returns an error where a number of samples, every third value, is not a whole one from 1 to all samples:
// set would round it, and the curve would encode to other bytes.
func checkMerged(merged []float64, samples int64) error {
	for k := 0; k < len(merged); k += 3 {
		if n := merged[k]; n != math.Trunc(n) || n < 1 || n > float64(samples) { // NaN is not its own whole part
			return fmt.Errorf("saved errors are of %v merged samples, with %d samples", n, samples)
		}
	}
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
