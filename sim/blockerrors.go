package sim

import (
	"errors"
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// blockErrors is what is found in one block of runs.
type blockErrors struct {
	errors   []*compare.TrajectoryErrors // one for each rule
	traces   []*compare.Traces           // of run 0, for the original, then for each rule; nil in blocks without run 0
	active   *activeSets                 // that the original visited; nil where they are not looked for
	diverged []error                     // one for each rule; nil where none of its runs diverged
}

// newBlockErrors returns the blockErrors of the runs first … first+width−1 before any observation.
func newBlockErrors(r *run, first, width int) blockErrors {
	data := r.result.Data
	rules := len(data.Rules)
	e := blockErrors{diverged: make([]error, rules)}
	if r.net.Activation() == network.Rectified && r.spec.Compare.Spectra == Yes {
		e.active = newActiveSets(r.net.Neurons(), r.spec.Seed)
	}
	for range rules {
		e.errors = append(e.errors, compare.NewTrajectoryErrors(width))
	}
	if first == 0 {
		for range 1 + rules {
			e.traces = append(e.traces, compare.NewTraces(data.Traced, width, 0))
		}
	}
	return e
}

// observe adds the state of network k, 0 for the original, beside the original's.
func (e *blockErrors) observe(k int, original, state []float64) {
	if k > 0 {
		e.errors[k-1].Add(original, state)
	}
	if e.traces != nil {
		e.traces[k].Add(state)
	}
}

func (e *blockErrors) merge(next blockErrors) {
	for k := range e.errors {
		if e.diverged[k] == nil {
			e.diverged[k] = next.diverged[k]
		}
		if e.diverged[k] == nil {
			e.errors[k].Merge(next.errors[k])
		}
	}
	if e.active != nil {
		e.active.merge(next.active)
	}
}

// encode encodes for each rule its errors and why it diverged, the traces, the active sets.
func (e blockErrors) encode() []byte {
	var parts [][]byte
	for k, errs := range e.errors {
		reason := ""
		if e.diverged[k] != nil {
			reason = e.diverged[k].Error()
		}
		parts = append(parts, resume.Marshal(errs), []byte(reason))
	}
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
	count := 2*len(e.errors) + len(e.traces)
	if e.active != nil {
		count++
	}
	parts, err := resume.Split(data, count)
	if err != nil {
		return err
	}
	for k, errs := range e.errors {
		if err := errs.UnmarshalBinary(parts[2*k]); err != nil {
			return err
		}
		if reason := string(parts[2*k+1]); reason != "" {
			e.diverged[k] = errors.New(reason)
		} else if errs.Runs() != runs || errs.Observations() != observations {
			return fmt.Errorf("saved trajectories are of %d runs and %d observations, not of %d and %d",
				errs.Runs(), errs.Observations(), runs, observations)
		}
	}
	parts = parts[2*len(e.errors):]
	for k, t := range e.traces {
		if err := t.UnmarshalBinary(parts[k]); err != nil {
			return err
		}
	}
	if e.active == nil {
		return nil
	}
	return e.active.decode(parts[len(e.traces)])
}

// decodeUnderWay is decode for runs under way, of which these pruned networks have diverged.
func (e *blockErrors) decodeUnderWay(data []byte, runs, observations int, diverged []bool) error {
	if err := e.decode(data, runs, observations); err != nil {
		return err
	}
	for k, has := range diverged {
		if has != (e.diverged[k] != nil) {
			return fmt.Errorf("the block and the divergence of pruned network %d contradict each other", k)
		}
	}
	return nil
}
