package netio

import "noiseprune/network"

// Coupling returns A = W − D of the network, the matrix of its linear part, with the network's
// labels. A self-connection of W is added to the diagonal.
func Coupling(net *network.Network) (*Matrix, error) {
	var entries []network.Entry
	for _, e := range net.Weights().Entries() {
		if e.Target != e.Source {
			entries = append(entries, e)
		}
	}
	for i, a := range net.Diagonal() {
		entries = append(entries, network.Entry{Target: i, Source: i, Weight: a})
	}
	w, err := network.NewCSR(net.Neurons(), entries)
	return &Matrix{Weights: w, Labels: net.Labels()}, err
}
