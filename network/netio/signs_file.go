package netio

import (
	"io"
	"os"
	"slices"
	"strings"

	"noiseprune/network"
)

// ReadSigns reads +1 or −1 for each neuron, the sign of its outgoing weights: an .npy vector of
// them, in the order of the neurons, or a text table (.csv, .tsv, .txt, each also .gz) with a
// header that names
//
//	the neurons  neuron, root_id, pt_root_id, id, node, bodyid, label, name, index
//	the signs    sign, signs, type_sign, ei, nt_type, nt, neurotransmitter, transmitter, top_nt,
//	             predicted_nt
//
// in any case, blanks, underscores, hyphens and points ignored. A table of one column has the signs
// in the order of the neurons, with or without a header. A sign is +1, −1, +, −, E, I, exc,
// inh, excitatory, inhibitory, or a transmitter, whose sign is that of the given transmitters or
// else the usual one. Neurons are named by their label, or by their index from 0 if all names are
// indices. Rows of neurons that the network does not have are counted in a note;
// a neuron without a sign, or with two, is an error. Labels may be nil. Errors of format are of
// type *FormatError; those of the operating system are wrapped.
func ReadSigns(path string, neurons int, labels []string, transmitters []network.Transmitter) (
	signs []float64, notes []string, err error,
) {
	at := place{path: path}
	plain, isCompressed := strings.CutSuffix(strings.ToLower(path), ".gz")
	isArray := strings.HasSuffix(plain, ".npy") && !isCompressed
	isTable := slices.ContainsFunc([]string{".csv", ".tsv", ".txt"}, func(end string) bool { return strings.HasSuffix(plain, end) })
	if !isArray && !isTable {
		return nil, nil, at.fail(0, "use .npy, or .csv, .tsv or .txt", "the name does not end like that of a file of signs")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, at.wrap(err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	if isArray {
		signs, err = readSignArray(file, at, neurons)
		return signs, nil, err
	}
	var stream io.Reader = file
	if isCompressed {
		if stream, err = gunzip(file, at, DefaultLimits()); err != nil {
			return nil, nil, err
		}
	}
	return readSignTable(stream, at, neurons, labels, transmitters)
}

const signEach = "give +1 or −1 for each neuron"

// readSignArray reads a vector in the order of the neurons.
func readSignArray(r io.Reader, at place, neurons int) ([]float64, error) {
	signs, err := readVectorArray(r, at, neurons, "signs", signEach)
	if err != nil {
		return nil, err
	}
	for i, sign := range signs {
		if sign != 1 && sign != -1 {
			return nil, at.fail(0, signEach, "the sign of neuron %d (from 0) is %v", i, sign)
		}
	}
	return signs, nil
}
