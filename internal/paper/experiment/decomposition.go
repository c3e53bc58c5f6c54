package experiment

import (
	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// Decompose decomposes the network as the next phase and part of the run.
func Decompose(run *figure.Run, net *network.Network) (*compare.Eigendecomposition, error) {
	run.Phase("eigenvectors", 1)
	reference, err := Decomposition(run, run.Part("eigenvectors"), net)
	if err != nil {
		return nil, err
	}
	return reference, run.FinishUnit()
}

// Decomposition decomposes the network, as the part of that name.
func Decomposition(run *figure.Run, name string, net *network.Network) (*compare.Eigendecomposition, error) {
	return figure.Once(run, name, func() (*compare.Eigendecomposition, error) { return compare.NewEigendecomposition(net) },
		func(d *compare.Eigendecomposition) []byte { return resume.Marshal(d) },
		func(data []byte) (*compare.Eigendecomposition, error) {
			return compare.DecodeEigendecomposition(net, data)
		})
}
