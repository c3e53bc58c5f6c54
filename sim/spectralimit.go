package sim

import (
	"fmt"

	"noiseprune/network"
)

// Up to how many neurons compare.spectra auto stands for full with an OpenBLAS: what takes seconds on two cores. The
// eigenvectors of a matrix that is not symmetric take about ten times as long.
const (
	openBLASSpectraSymmetric = 4000
	openBLASSpectraDirected  = 2000
)

// openBLASSpectra returns that number for the network.
func openBLASSpectra(net *network.Network) int {
	if net.Symmetric() {
		return openBLASSpectraSymmetric
	}
	return openBLASSpectraDirected
}

// chooseSpectra replaces an auto of compare.spectra by what suits the network and the LAPACK in use. Where the other would
// choose otherwise it says so in a note, since the same spec then has other measures there; the resolved spec has not.
func (s *Spec) chooseSpectra(net *network.Network, gonum bool) (note string) {
	if s.Compare.Spectra != AutoSpectra {
		return ""
	}
	n := net.Neurons()
	byLibrary := n > autoExactLimit && n <= openBLASSpectra(net)
	s.Compare.Spectra = KrylovSpectra
	if n <= autoExactLimit || byLibrary && !gonum {
		s.Compare.Spectra = FullSpectra
	}
	if !byLibrary {
		return ""
	}
	return fmt.Sprintf("compare.spectra auto is %s here: of %d neurons it is full with OpenBLAS and krylov with gonum; "+
		"the resolved spec says which, and repeats it with either", s.Compare.Spectra, n)
}
