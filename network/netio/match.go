package netio

import (
	"fmt"

	"noiseprune/network"
)

// LoadBeside makes a network that is compared with one that was loaded before, by the same
// definition but for its source. Neurons are matched by label where both networks have labels:
// those of the second are brought into the order of the first, before a leak or an input is
// read for them. A leak of auto or dominant gets the slack of the first (see
// network.LeakRule.ResolveBeside), and the sources of noise are those of the first. Notes say what was
// done. Where the labels are not the same it returns a *network.LabelMismatchError, wrapped; otherwise errors are those of Load.
func LoadBeside(first *Loaded, d network.Definition, seed uint64, limits Limits) (*Loaded, error) {
	m, err := ReadWeights(d, seed, limits)
	if err != nil {
		return nil, err
	}
	order, how, err := network.MatchLabels(first.Network.Labels(), m.Labels)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.Source, err)
	}
	if n, want := m.Weights.Order(), first.Network.Neurons(); n != want {
		return nil, fmt.Errorf("%s has %d neurons, but the original has %d; compare networks of the same neurons", d.Source, n, want)
	}
	if order != nil {
		reordered := make([]string, len(order))
		for i, old := range order {
			reordered[i] = m.Labels[old]
		}
		m.Weights, m.Labels = m.Weights.Permuted(order), reordered
	}
	m.noteMatching(how)
	m.Weights = network.Symmetrize(m.Weights, d.Symmetrize)
	beside := d
	beside.Symmetrize = network.AsStored // it is symmetric now
	if beside.Leak, err = d.Leak.ResolveBeside(first.Definition.Leak, m.Weights); err != nil {
		return nil, fmt.Errorf("%s: %w", d.Source, err)
	}
	m.noteLeak(d.Leak, first.Definition.Leak, beside.Leak)
	beside.NoiseStrengths, beside.CommonNoise = "", "" // both have the noise of the first, also where it follows from its leaks
	beside.Stimulus, beside.StartFile = nil, ""        // likewise what drives it, whose terms name its neurons
	loaded, err := m.assemble(beside)
	if err != nil {
		return nil, err
	}
	if loaded.Network, err = loaded.Network.WithNoise(first.Network.Noise()); err != nil {
		return nil, fmt.Errorf("%s: %w", d.Source, err)
	}
	if loaded.Network, err = loaded.Network.WithInputsOf(first.Network); err != nil {
		return nil, fmt.Errorf("%s: %w", d.Source, err)
	}
	loaded.Definition.Symmetrize = d.Symmetrize
	loaded.Definition.NoiseStrengths, loaded.Definition.CommonNoise = d.NoiseStrengths, d.CommonNoise
	return loaded, nil
}

// noteMatching says how neurons were matched where a user might expect otherwise.
func (m *Matrix) noteMatching(how network.Matching) {
	switch how {
	case network.Reordered:
		m.note("the neurons have another order than those of the first network; they are matched by label")
	case network.OnlyOneLabelled:
		which := "first"
		if m.Labels != nil {
			which = "second"
		}
		m.note("only the %s network has labels, so neurons are matched by position", which)
	case network.Unlabelled, network.SameLabels: // as expected
	}
}

// noteLeak says where the leak of the second network is not that of its own weights, or not of the
// first's kind.
func (m *Matrix) noteLeak(asked, first, resolved network.LeakRule) {
	_, dominant := resolved.Slack()
	switch {
	case !dominant || resolved == asked:
	case resolved == first:
		m.note("the second network gets the leak of the first: %s", resolved)
	default:
		m.note("the first network has its leak on the diagonal, and this one has none there; it gets the leak %s", resolved)
	}
}
