package sim

import (
	"fmt"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// blockErrors is what is found in one block of runs.
type blockErrors struct {
	rules []*ruleErrors
	late  *compare.SquareSums // of the original's x from starts at rest, at late times
	// products are those of what is measured of x, likewise, and uniform the shares of the uniform vector in positive starts.
	products *compare.RunProducts
	uniform  []float64
	traces   []*compare.Traces // of run 0, for the original, then for each rule; nil in blocks without run 0
	active   *activeSets       // that the original visited; nil where they are not looked for

	runs             int      // of the block
	original, pruned families // the original's states at the latest observation, and those of a pruned network
}

// newBlockErrors returns the blockErrors of the runs first … first+width−1 before any observation.
func newBlockErrors(r *run, first, width int) blockErrors {
	data := r.result.Data
	rules := len(data.Rules)
	pairs, aboutMean := r.measuredPairs(), hasMean(r.net)
	e := blockErrors{
		late: compare.NewSquareSums(r.net.Neurons(), width), runs: width, products: compare.NewRunProducts(pairs, width, aboutMean),
	}
	if r.net.Activation() == network.Rectified && r.spec.Compare.Spectra == FullSpectra {
		e.active = newActiveSets(r.net.Neurons(), r.spec.Seed)
	}
	for range rules {
		e.rules = append(e.rules, newRuleErrors(r.net.Neurons(), width, compare.NewRunProducts(pairs, width, aboutMean)))
	}
	if first == 0 {
		for range 1 + rules {
			e.traces = append(e.traces, compare.NewTraces(data.Traced, StartFamilies*width, positiveStarts))
		}
	}
	return e
}

// observe adds the state of network k, 0 for the original, which comes first, beside the original's.
func (e *blockErrors) observe(k int, state []float64, late bool) {
	if e.traces != nil {
		e.traces[k].Add(state)
	}
	if k > 0 {
		e.pruned.divide(state, e.runs)
		e.rules[k-1].add(&e.original, &e.pruned, late)
		return
	}
	e.original.divide(state, e.runs)
	if e.uniform == nil {
		e.uniform = uniformShares(e.original[positiveStarts], e.runs)
	}
	if late {
		e.late.Add(e.original[restStarts])
		e.products.Add(e.original[restStarts])
	}
}

func (e *blockErrors) merge(next blockErrors) {
	for k, rule := range e.rules {
		rule.merge(next.rules[k])
	}
	e.late.Merge(next.late)
	e.products.Merge(next.products)
	e.uniform = append(e.uniform, next.uniform...)
	if e.active != nil {
		e.active.merge(next.active)
	}
}

// encode encodes what is found of each rule, the original's squares and products, the uniform shares, the traces, the active sets.
func (e blockErrors) encode() []byte {
	var parts [][]byte
	for _, rule := range e.rules {
		parts = append(parts, rule.encode()...)
	}
	parts = append(parts, resume.Marshal(e.late), resume.Marshal(e.products), resume.EncodeFloats(e.uniform))
	for _, t := range e.traces {
		parts = append(parts, resume.Marshal(t))
	}
	if e.active != nil {
		parts = append(parts, e.active.encode())
	}
	return resume.Join(parts...)
}

// decode replaces what new blockErrors hold by what encode encoded, which must be of that
// many runs and observations.
func (e *blockErrors) decode(data []byte, runs, observations int) error {
	count := ruleParts*len(e.rules) + ownParts + len(e.traces)
	if e.active != nil {
		count++
	}
	parts, err := resume.Split(data, count)
	if err != nil {
		return err
	}
	for k, of := range slices.Collect(slices.Chunk(parts[:ruleParts*len(e.rules)], ruleParts)) {
		if err := e.rules[k].decode(of, runs, observations); err != nil {
			return err
		}
	}
	parts = parts[ruleParts*len(e.rules):]
	if err := e.decodeOwn(parts, runs); err != nil {
		return err
	}
	for k, t := range e.traces {
		if err := t.UnmarshalBinary(parts[ownParts+k]); err != nil {
			return err
		}
	}
	if e.active == nil {
		return nil
	}
	return e.active.decode(parts[ownParts+len(e.traces)])
}

// ownParts is in how many parts what is neither a rule's nor a trace is encoded.
const ownParts = 3

// decodeOwn decodes the squares and products of the original's states, and the uniform shares of that many runs.
func (e *blockErrors) decodeOwn(parts [][]byte, runs int) (err error) {
	if err := e.late.UnmarshalBinary(parts[0]); err != nil {
		return err
	}
	if err := e.products.UnmarshalBinary(parts[1]); err != nil {
		return err
	}
	if e.uniform = nil; len(parts[2]) > 0 { // else nothing was observed yet
		e.uniform, err = resume.DecodeFloats(parts[2], runs)
	}
	return err
}

// decodeUnderWay is decode for runs under way, of which these pruned networks have diverged.
func (e *blockErrors) decodeUnderWay(data []byte, runs, observations int, diverged []bool) error {
	if err := e.decode(data, runs, observations); err != nil {
		return err
	}
	for k, has := range diverged {
		if has != (e.rules[k].diverged != nil) {
			return fmt.Errorf("the block and the divergence of pruned network %d contradict each other", k)
		}
	}
	return nil
}
