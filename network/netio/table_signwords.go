package netio

import (
	"slices"
	"strings"

	"noiseprune/network"
)

// recognizeSigns finds a column of signs or of transmitters by its first cell, where no column has
// one of their names: a file that brings signs must not be read as if it had none.
func (r *roles) recognizeSigns(h header, reading network.Reading, first [][]byte) error {
	signed := r.sign >= 0 || r.transmitter >= 0 || len(r.averages) > 0 || r.weight >= 0 && h.plain[r.weight] == signedProduct
	if signed || reading.Signs != (network.SignRule{}) {
		return nil
	}
	found := -1
	for k := range min(len(first), len(h.names)) {
		isSign, isTransmitter := signWord(string(first[k]))
		switch {
		case !isSign && !isTransmitter, slices.Contains([]int{r.source, r.target, r.weight, r.direction}, k):
			continue
		case found >= 0:
			return h.at.fail(h.line, "say which with --columns transmitter=…, or leave signs out with --signs none",
				"columns %s and %s could both give the signs", quote(h.names[found]), quote(h.names[k]))
		}
		found = k
		if isSign {
			r.sign = k
		} else {
			r.transmitter = k
		}
	}
	return nil
}

// signWord reports whether a cell can only be a sign, or only a transmitter.
func signWord(cell string) (isSign, isTransmitter bool) {
	switch word := strings.ToLower(strings.TrimSpace(cell)); word {
	case "+", "-", "−", "exc", "inh", "excitatory", "inhibitory":
		return true, false
	case "ach", "acetylcholine", "cholinergic", "gaba", "gabaergic", "glutamate", "glutamatergic", "dopamine", "serotonin", "octopamine":
		return false, true
	}
	return false, false
}
