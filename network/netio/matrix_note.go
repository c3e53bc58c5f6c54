package netio

import "noiseprune/network"

// orientationNote says which way a matrix is read that can be read in two ways: programs of the
// field differ in whether rows are sources or targets, and a symmetric matrix is the same both ways.
func orientationNote(m *Matrix, o network.Orientation) {
	if o == network.TargetSource && !m.Weights.Equal(m.Weights.Transpose()) {
		m.note("rows are read as targets, columns as sources; --orientation source-target reads the other")
	}
}
