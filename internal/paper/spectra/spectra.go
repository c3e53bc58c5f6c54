package spectra

import (
	"context"
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// version is one pruned network, and how its spectrum differs from the original's.
type version struct {
	name   string // in files
	label  string // in pictures
	colour draw.Style
	net    *network.Network

	epsLambda, epsV, cosTheta []float64
}

// spectrumPart is the result of one task of fillSpectra: the decomposition of the original, or
// the eigenvalues of a version.
type spectrumPart struct {
	reference *compare.Eigendecomposition
	values    []complex128
}

// fillSpectra fills ε_λ, ε_v and cos θ of every version (Section 5), and returns the
// original's decomposition.
func fillSpectra(run *figure.Run, original *network.Network, versions []version) (*compare.Eigendecomposition, error) {
	run.Phase("spectra", 1+2*len(versions))
	var reference *compare.Eigendecomposition
	values := make([][]complex128, len(versions))
	part := run.Part("spectra")
	err := resume.ForEach(run.Context, run.Workers, 1+len(versions), func(_ context.Context, k int) (s spectrumPart, err error) {
		defer run.Progress.Advance(1)
		if k == 0 { // the longest comes first
			s.reference, err = experiment.Decomposition(run, part, original)
			return s, err
		}
		s.values, err = eigenvalues(run, fmt.Sprintf("%s %d", part, k), versions[k-1].net)
		return s, err
	}, func(k int, s spectrumPart) {
		if k == 0 {
			reference = s.reference
			return
		}
		values[k-1] = s.values
	})
	if err != nil {
		return nil, err
	}
	type forms struct{ epsV, cosTheta []float64 }
	err = resume.ForEach(run.Context, run.Workers, len(versions), func(_ context.Context, k int) (f forms, err error) {
		defer run.Progress.Advance(1)
		f.epsV, f.cosTheta = reference.QuadraticForms(versions[k].net)
		return f, nil
	}, func(k int, f forms) {
		versions[k].epsV, versions[k].cosTheta = f.epsV, f.cosTheta
		versions[k].epsLambda = reference.RelativeChanges(values[k])
	})
	return reference, err
}

// eigenvalues computes the eigenvalues of the network, as the part of that name.
func eigenvalues(run *figure.Run, name string, net *network.Network) ([]complex128, error) {
	return figure.Once(run, name, func() ([]complex128, error) { return compare.Eigenvalues(net) },
		figure.EncodeGob[[]complex128], figure.DecodeGob[[]complex128])
}
