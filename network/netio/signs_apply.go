package netio

import (
	"noiseprune/network"
)

// applySigns multiplies the weights of each neuron's outgoing connections by its sign in the file.
func (m *Matrix) applySigns(path string, transmitters []network.Transmitter, at place) error {
	entries := m.Weights.Entries()
	for _, e := range entries {
		if e.Weight < 0 {
			return at.fail(0, "leave out --signs, or take the absolute weights",
				"the weight from %s onto %s is %v, so the weights have signs already", m.name(e.Source), m.name(e.Target), e.Weight)
		}
	}
	signs, notes, err := ReadSigns(path, m.Weights.Order(), m.Labels, transmitters)
	if err != nil {
		return err
	}
	negative := 0
	for _, sign := range signs {
		if sign < 0 {
			negative++
		}
	}
	for k := range entries {
		entries[k].Weight *= signs[entries[k].Source]
	}
	if m.Weights, err = network.NewCSR(m.Weights.Order(), entries); err != nil {
		return err
	}
	m.note("signs from %s: %s of %s inhibitory", oneLine(path), thousands(negative), counted(len(signs), "neuron"))
	m.Notes = append(m.Notes, notes...)
	return nil
}

// name returns the label of neuron i, quoted, or its index.
func (m *Matrix) name(i int) string {
	if m.Labels == nil {
		return thousands(i)
	}
	return quote(m.Labels[i])
}
