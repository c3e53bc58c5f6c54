package sim

import (
	"context"
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/resume"
)

// ofOriginal is what the comparisons need of the original network alone, found once where several runs share it.
type ofOriginal struct {
	spectrum *spectrum          // by full spectra
	bulk     *bulk              // by products
	slow     *compare.SlowModes // by products
}

// shareOriginal finds once what the comparisons at all budgets need of the original.
func shareOriginal(r *run) error {
	switch r.spec.Compare.Spectra {
	case NoSpectra:
		r.original = &ofOriginal{}
		return nil
	case KrylovSpectra:
		return shareProducts(r)
	case FullSpectra, AutoSpectra:
	}
	r.noteLibrary()
	r.opt.Progress.Phase("spectrum of the original", 1)
	shared := &ofOriginal{}
	if err := resume.Each(r.ctx, r.runner, spectraTasks(r, nil), func(_ int, s spectrum) { shared.spectrum = &s }); err != nil {
		return fmt.Errorf("spectrum of the original: %w", err)
	}
	if reference := shared.spectrum.reference; reference != nil {
		r.result.describeEigenvalues(reference)
	}
	r.original = shared
	return nil
}

// shareProducts does so where spectra are compared by products.
func shareProducts(r *run) error {
	shared := &ofOriginal{}
	r.opt.Progress.Phase("spectral density of the original", 1)
	runner, threads := r.examining(1)
	if err := resume.Each(r.ctx, runner, resume.Tasks[bulk]{
		Name: "originalbulk", Count: 1,
		Do: func(context.Context, int, *resume.Checkpoint) (bulk, error) {
			return bulk{density: compare.DensityByProducts(r.net, threads)}, nil
		},
		Encode: bulk.encode,
		Decode: func(data []byte, _, _ int) (bulk, error) { return decodeBulk(data) },
	}, func(_ int, b bulk) { shared.bulk = &b }); err != nil {
		return fmt.Errorf("spectral density of the original: %w", err)
	}
	r.opt.Progress.Phase("slow modes of the original", 1)
	var err error
	if shared.slow, err = findSlowModes(r); err != nil {
		return err
	}
	facts := slowModeFacts(shared.slow)
	r.result.Network.SlowModes = &facts
	r.original = shared
	return nil
}

// keepOriginalWithoutVectors replaces the store's entries of what the budgets have shared, once all are done.
func keepOriginalWithoutVectors(r *run) error {
	if s := r.original.spectrum; s != nil {
		r.original = nil
		r.keepWithoutVectors(spectraTasks(r, nil).ResultName(0), *s)
	} else if slow := r.original.slow; slow != nil {
		keepSlowModesWithoutVectors(r, slow)
	}
	return nil
}
