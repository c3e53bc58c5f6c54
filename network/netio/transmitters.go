package netio

import (
	"strings"

	"noiseprune/network"
)

// transmitterSpellings are the names of the transmitters whose sign is known, and how files
// write them.
//
// Glutamate is inhibitory in the insect's central brain (Liu & Wilson, PNAS 110, 10294 (2013)),
// where most files with such a column come from; --transmitters glut=+ says otherwise.
func transmitterSpellings() map[string]network.Transmitter {
	spellings := map[string]network.Transmitter{}
	for _, row := range []struct {
		negative bool
		names    string // the first is the one shown
	}{
		{false, "ach acetylcholine cholinergic"},
		{true, "gaba gabaergic"},
		{true, "glut glu glutamate glutamatergic"},
		{false, "da dop dopamine dopaminergic"},
		{false, "ser 5ht serotonin serotonergic"},
		{false, "oct octopamine octopaminergic"},
		{false, "tyr tyramine"},
		{false, "his hist histamine"},
	} {
		names := strings.Fields(row.names)
		for _, name := range names {
			spellings[name] = network.Transmitter{Name: names[0], Negative: row.negative}
		}
	}
	return spellings
}

// knownTransmitter returns the transmitter that a file spells like that; any other has its own
// name, in small letters, and is taken for excitatory.
func knownTransmitter(name string) (t network.Transmitter, known bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	if t, ok := transmitterSpellings()[plainName(name)]; ok {
		return t, true
	}
	return network.Transmitter{Name: name}, false
}

// transmitterSign returns +1 or −1, the sign of the synapses that release the transmitter: that of
// the overrides, or of the table. For one that neither knows it returns +1 and false.
func transmitterSign(name string, overrides []network.Transmitter) (sign float64, known bool) {
	t, known := knownTransmitter(name)
	for _, o := range overrides {
		if same, _ := knownTransmitter(o.Name); same.Name == t.Name {
			t.Negative, known = o.Negative, true
		}
	}
	if t.Negative {
		return -1, known
	}
	return 1, known
}
