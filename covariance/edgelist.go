package covariance

import (
	"encoding/binary"
	"hash/fnv"
	"iter"

	"noiseprune/network"
)

// edge is one edge that a pruning rule decides on: an unordered pair of neurons, given with
// target > source, in a symmetric network, a directed synapse in any other.
type edge struct {
	number         int // index among the edges
	place          int // index among the stored entries of the weights
	target, source int
	sign           float64 // of the weight, +1 or −1
}

// edgesOf yields the edges of net in ascending order of target, then of source, without
// self-connections.
func edgesOf(net *network.Network) iter.Seq[edge] {
	return func(yield func(edge) bool) {
		w, symmetric, number := net.Weights(), net.Symmetric(), 0
		for i := range net.Neurons() {
			sources, weights := w.Row(i)
			for k, source := range sources {
				j := int(source)
				if j == i || (symmetric && j > i) {
					continue
				}
				if !yield(edge{number, w.RowStart(i) + k, i, j, signOf(weights[k])}) {
					return
				}
				number++
			}
		}
	}
}

// signOf returns +1 or −1; a stored weight is never zero.
func signOf(weight float64) float64 {
	if weight < 0 {
		return -1
	}
	return 1
}

// fingerprint hashes the positions and the signs of the edges (FNV-1a, 64 bits), so that
// sums saved for one network are not read into an estimator of another.
func fingerprint(net *network.Network) uint64 {
	hash := fnv.New64a()
	var word [12]byte
	for e := range edgesOf(net) {
		binary.LittleEndian.PutUint32(word[0:], uint32(e.target))
		binary.LittleEndian.PutUint32(word[4:], uint32(e.source))
		binary.LittleEndian.PutUint32(word[8:], uint32(int32(e.sign)))
		_, _ = hash.Write(word[:])
	}
	return hash.Sum64()
}
