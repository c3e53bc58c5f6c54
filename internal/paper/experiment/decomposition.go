package experiment

import (
	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
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
	if data := run.Find(name); data != nil {
		if r, err := compare.DecodeEigendecomposition(net, data); err == nil {
			return r, nil
		}
	}
	r, err := compare.NewEigendecomposition(net)
	if err != nil {
		return nil, err
	}
	return r, run.Keep(name, r.MarshalBinary)
}
