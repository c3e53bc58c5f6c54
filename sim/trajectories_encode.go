package sim

import (
	"errors"
	"fmt"
)

// encode encodes what blocks of runs have left behind: the number of active sets, for each
// rule its errors and why it diverged, the traces, the active sets.
func (e encounter) encode() []byte {
	parts := [][]byte{encodeWord(uint64(len(e.active)))}
	for k, errs := range e.errors {
		reason := ""
		if e.diverged[k] != nil {
			reason = e.diverged[k].Error()
		}
		parts = append(parts, marshal(errs), []byte(reason))
	}
	for _, t := range e.traces {
		parts = append(parts, marshal(t))
	}
	for _, set := range e.active {
		parts = append(parts, encodeSet(set))
	}
	return bundle(parts...)
}

// decode replaces what a new encounter holds by what encode encoded, which must be of that
// many runs and observations.
func (e *encounter) decode(data []byte, runs, observations int) error {
	if len(data) < 16 {
		return errors.New("it has no number of active sets")
	}
	sets, err := decodeWord(data[8:16])
	if err != nil {
		return err
	}
	if sets > uint64(len(data)) || (sets > 0 && e.traces == nil) {
		return fmt.Errorf("it claims %d active sets", sets)
	}
	parts, err := unbundle(data, 1+2*len(e.errors)+len(e.traces)+int(sets))
	if err != nil {
		return err
	}
	parts = parts[1:]
	for k, errs := range e.errors {
		if err := errs.UnmarshalBinary(parts[2*k]); err != nil {
			return err
		}
		if reason := string(parts[2*k+1]); reason != "" {
			e.diverged[k] = errors.New(reason)
		} else if errs.Runs() != runs || errs.Observations() != observations {
			return fmt.Errorf("saved trajectories are of %d runs and %d observations, not of %d and %d", errs.Runs(), errs.Observations(), runs, observations)
		}
	}
	parts = parts[2*len(e.errors):]
	for k, t := range e.traces {
		if err := t.UnmarshalBinary(parts[k]); err != nil {
			return err
		}
	}
	e.active = nil
	for _, part := range parts[len(e.traces):] {
		e.active = append(e.active, decodeSet(part))
	}
	return nil
}

// encodeSet encodes a set of neurons, a byte for each.
func encodeSet(set []bool) []byte {
	data := make([]byte, len(set))
	for i, on := range set {
		if on {
			data[i] = 1
		}
	}
	return data
}

func decodeSet(data []byte) []bool {
	set := make([]bool, len(data))
	for i, v := range data {
		set[i] = v != 0
	}
	return set
}

// encode encodes where a meeting stands: the step, what it leaves behind so far, and the
// block of each contender that is still in the race.
func (m *meeting[T]) encode() []byte {
	parts := [][]byte{encodeWord(uint64(m.step)), m.outcome.encode()}
	for k, b := range m.blocks {
		if m.out(k) {
			parts = append(parts, nil)
			continue
		}
		parts = append(parts, marshal(b))
	}
	return bundle(parts...)
}

// decode takes a meeting that stands at its start to where encode encoded it.
func (m *meeting[T]) decode(data []byte) error {
	parts, err := unbundle(data, 2+len(m.blocks))
	if err != nil {
		return err
	}
	step, err := decodeWord(parts[0])
	if err != nil {
		return err
	}
	if step > uint64(m.schedule.TrajectorySteps) {
		return fmt.Errorf("it stands at step %d of %d", step, m.schedule.TrajectorySteps)
	}
	m.step = int(step)
	observations := (m.step + m.schedule.ObservationSteps - 1) / m.schedule.ObservationSteps
	if err := m.outcome.decode(parts[1], m.blocks[0].Width, observations); err != nil {
		return err
	}
	for k, b := range m.blocks {
		if m.out(k) {
			continue
		}
		if err := b.UnmarshalBinary(parts[2+k]); err != nil {
			return err
		}
		if b.Step != step {
			return fmt.Errorf("a block stands at step %d where the others stand at %d", b.Step, step)
		}
	}
	return nil
}
