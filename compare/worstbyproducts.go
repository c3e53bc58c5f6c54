package compare

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/krylov"
	"noiseprune/network"
)

// How the worst case is sought by products.
const (
	worstBlock     = 4    // vectors at each end of the spectrum
	worstTolerance = 1e-3 // of ε
	worstProducts  = 20_000
	worstSeed      = 1
)

// Distortion is how much a pruned network changes quadratic forms: the extremes of the generalized eigenvalues μ of the
// symmetric parts of −Ã and −A.
type Distortion struct {
	Smallest, Largest float64 // μ
	Error             float64 // an extreme μ lies within this of each; 0 without products
	Products          int     // with A's symmetric part; 0 by Cholesky
}

// Epsilon returns the smallest ε of (3), max |μ − 1|, by products to a thousandth.
func (d Distortion) Epsilon() float64 { return max(math.Abs(d.Smallest-1), math.Abs(d.Largest-1)) }

// Condition returns the condition number of the pencil, the κ of graph sparsifiers: the largest μ by the
// smallest, and infinity where that is not positive, as Ã is not definite then.
func (d Distortion) Condition() float64 {
	if !(d.Smallest > 0) {
		return math.Inf(1)
	}
	return d.Largest / d.Smallest
}

// Checkpoint lets an iteration be interrupted, and continued with the same bits. The program's runs have one for
// each of their tasks.
type Checkpoint interface {
	// Restore hands the state that was kept to decode, and reports whether there was one. units says how
	// much progress it stands for: none.
	Restore(decode func(state []byte) error, units func() int64) (bool, error)
	// Between is called between two steps. It may keep the state. Its error ends the iteration.
	Between(state func() []byte) error
}

// DistortionByProducts returns the distortion of a network of any size from products only, where WorstCase needs
// N² memory and N³ time: by krylov.Pencil with the diagonal of −A as preconditioner, from the neurons and pairs of neurons
// whose own quadratic forms change the most. The error is that of the eigenvalues that are found; nothing proves that
// there are none beyond, so that ε may be too small. By searches to a hundredth neither end was off by more than that in
// 192 cases of random, clustered and FlyWire-like networks of 1,500 neurons, compared with factorizations, nor in 64 of
// 20,000, compared with searches to 1e-6. Its numbers do not depend
// on the number of workers, nor on where it is interrupted: the checkpoint, nil for none, is passed between any two
// iterations. It returns the checkpoint's error, ErrIndefinite, perhaps wrapped, where the symmetric part of −A is not
// positive definite, or a *krylov.NotConvergedError. It panics if the networks differ in size, or if workers is
// not positive.
func DistortionByProducts(at Checkpoint, original, pruned *network.Network, workers int) (Distortion, error) {
	return DistortionWithin(at, original, pruned, worstTolerance, workers)
}

// DistortionWithin is DistortionByProducts with an Error of at most that share of ε. It panics if the tolerance is
// not positive, too.
func DistortionWithin(at Checkpoint, original, pruned *network.Network, tolerance float64, workers int) (Distortion, error) {
	if original.Neurons() != pruned.Neurons() {
		panic(fmt.Sprintf("compare: %d neurons against %d", pruned.Neurons(), original.Neurons()))
	}
	b, m := newNegated(original, workers), newNegated(pruned, workers)
	switch {
	case b.Order() < 2*worstBlock:
		return DistortionByCholesky(original, pruned)
	case slices.ContainsFunc(b.diagonal, func(d float64) bool { return !(d > 0) }):
		return Distortion{}, ErrIndefinite
	case b.equal(m):
		return Distortion{Smallest: 1, Largest: 1}, nil
	}
	found, err := krylov.Pencil{M: m, B: b, Diagonal: b.diagonal, Preconditioner: krylov.Jacobi(b.diagonal)}.Extremes(krylov.Ends{
		Block: worstBlock, Center: 1, Tolerance: tolerance, Products: worstProducts, Seed: worstSeed, Workers: workers,
		Start: localExtremes(b, m, worstBlock), Checkpoint: at,
	})
	if unsolved := (*krylov.UnsolvedError)(nil); errors.As(err, &unsolved) && unsolved.Indefinite {
		return Distortion{}, ErrIndefinite
	}
	if err != nil {
		return Distortion{}, err
	}
	return Distortion{
		Smallest: found.Smallest.Value, Largest: found.Largest.Value,
		Error: max(found.Smallest.Bound, found.Largest.Bound), Products: found.Products,
	}, nil
}
