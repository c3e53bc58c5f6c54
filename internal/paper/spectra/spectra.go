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
	"noiseprune/rules"
)

// version is one way to prune, and how the spectra of the pruned networks differ from the
// original's.
type version struct {
	name     string // in files
	label    string // in pictures
	colour   draw.Style
	expected float64 // edges
	sample   func(draw int) (*network.Network, error)

	draws []spectrum
}

// spectrum is how the spectrum of one pruned network differs from the original's.
type spectrum struct{ epsLambda, epsV, cosTheta []float64 }

// newVersion returns the version that samples from a plan.
func newVersion(run *figure.Run, name, label string, colour draw.Style, p *rules.Plan, d rules.Diagonal) version {
	return version{name: name, label: label, colour: colour, expected: p.Expected, sample: func(draw int) (*network.Network, error) {
		return experiment.Sample(run, p, uint64(draw), d)
	}}
}

// spectrumPart is the result of one task of fillSpectra: the decomposition of the original, or
// the eigenvalues of a pruned network.
type spectrumPart struct {
	reference *compare.Eigendecomposition
	values    []complex128
}

// fillSpectra fills ε_λ, ε_v and cos θ of every pruning of every version (Section 5), and returns
// the original's decomposition. Each pruned network is drawn where it is needed, once for its
// eigenvalues and once for its quadratic forms: all of them together would be large.
func fillSpectra(run *figure.Run, original *network.Network, versions []*version, draws int) (*compare.Eigendecomposition, error) {
	tasks := draws * len(versions)
	run.Phase("spectra", 1+2*tasks)
	var reference *compare.Eigendecomposition
	values := make([][]complex128, tasks)
	part := run.Part("spectra")
	err := resume.ForEach(run.Context, run.Workers, 1+tasks, func(_ context.Context, k int) (s spectrumPart, err error) {
		defer run.Progress.Advance(1)
		if k == 0 { // the longest comes first
			s.reference, err = experiment.Decomposition(run, part, original)
			return s, err
		}
		s.values, err = eigenvalues(run, fmt.Sprintf("%s %d", part, k), func() (*network.Network, error) {
			return versions[(k-1)/draws].sample((k - 1) % draws)
		})
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
	return reference, resume.ForEach(run.Context, run.Workers, tasks, func(_ context.Context, k int) (s spectrum, err error) {
		defer run.Progress.Advance(1)
		pruned, err := versions[k/draws].sample(k % draws)
		if err != nil {
			return s, err
		}
		s.epsV, s.cosTheta = reference.QuadraticForms(pruned)
		return s, nil
	}, func(k int, s spectrum) {
		s.epsLambda = reference.RelativeChanges(values[k])
		versions[k/draws].draws = append(versions[k/draws].draws, s)
	})
}

// eigenvalues computes the eigenvalues of a network that is made for it, as the part of that name.
func eigenvalues(run *figure.Run, name string, sample func() (*network.Network, error)) ([]complex128, error) {
	return figure.Once(run, name, func() ([]complex128, error) {
		net, err := sample()
		if err != nil {
			return nil, err
		}
		return compare.Eigenvalues(net)
	}, figure.EncodeGob[[]complex128], figure.DecodeGob[[]complex128])
}
