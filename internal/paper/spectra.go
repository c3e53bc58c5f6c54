package paper

import (
	"context"
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/draw"
	"noiseprune/network"
	"noiseprune/sim"
)

// version is one pruned network beside the original, and how its spectrum fares.
type version struct {
	name  string // in files
	label string // in pictures
	ink   draw.Style
	net   *network.Network

	epsLambda, epsV, cosTheta []float64
}

// spectrumPart is what one job of spectra leaves.
type spectrumPart struct {
	reference *compare.Reference
	values    []complex128
}

// spectra fills ε_λ, ε_v and cos θ of every version (Section 5), and returns the
// original's decomposition.
func (j *job) spectra(original *network.Network, versions []version) (*compare.Reference, error) {
	j.phase("spectra", 1+2*len(versions))
	var reference *compare.Reference
	values := make([][]complex128, len(versions))
	part := j.part("spectra")
	err := sim.Each(j.ctx, j.opt.Workers, 1+len(versions), func(_ context.Context, k int) (s spectrumPart, err error) {
		defer j.opt.Progress.Advance(1)
		if k == 0 { // the longest comes first
			s.reference, err = j.reference(part, original)
			return s, err
		}
		s.values, err = j.eigenvalues(fmt.Sprintf("%s %d", part, k), versions[k-1].net)
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
	err = sim.Each(j.ctx, j.opt.Workers, len(versions), func(_ context.Context, k int) (f forms, err error) {
		defer j.opt.Progress.Advance(1)
		f.epsV, f.cosTheta = reference.Quadratic(versions[k].net)
		return f, nil
	}, func(k int, f forms) {
		versions[k].epsV, versions[k].cosTheta = f.epsV, f.cosTheta
		versions[k].epsLambda = reference.Changes(values[k])
	})
	return reference, err
}

// reference decomposes the network, as a part of that name.
func (j *job) reference(name string, net *network.Network) (*compare.Reference, error) {
	if data := j.find(name); data != nil {
		if r, err := compare.DecodeReference(net, data); err == nil {
			return r, nil
		}
	}
	r, err := compare.NewReference(net)
	if err != nil {
		return nil, err
	}
	return r, j.keep(name, r.MarshalBinary)
}

// eigenvalues finds the eigenvalues of the network, as a part of that name.
func (j *job) eigenvalues(name string, net *network.Network) ([]complex128, error) {
	values, _, err := once(j, name, func() ([]complex128, error) { return compare.Eigenvalues(net) })
	return values, err
}

// median returns the median; values has at least one.
func median(values []float64) float64 { return summary(values).Median }

// summary returns the five numbers of a distribution that has been computed here, and is
// therefore finite.
func summary(values []float64) compare.Summary {
	s, err := compare.Summarize(values)
	if err != nil {
		panic("paper: " + err.Error())
	}
	return s
}
