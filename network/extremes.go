package network

import (
	"math"
	"math/cmplx"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Eigenvalue is a computed eigenvalue of A. Of a complex pair it is the one with positive
// imaginary part.
type Eigenvalue struct {
	Value    complex128
	Residual float64 // ‖A v − λ v‖ / ‖v‖; a symmetric A has an eigenvalue within it
}

// Extremes are the extreme eigenvalues of A, which determine the network's time scales.
type Extremes struct {
	Slowest   Eigenvalue // of the largest real part: the slowest decay, or the fastest growth
	Fastest   Eigenvalue // of the largest modulus
	Step      Eigenvalue // of the smallest −2 Re λ/|λ|², which limits the step of Euler–Maruyama
	Converged bool       // every residual is below 10⁻⁵ of |λ|, or 10⁻⁹ of Gershgorin's radius
}

const (
	// denseOrder is the largest block whose eigenvalues are all computed.
	denseOrder = 300
	// krylovSize is the dimension of the Krylov space, krylovKept how many Ritz values
	// of each criterion it is restarted with, and krylovRestarts how often at most.
	krylovSize     = 100
	krylovKept     = 8
	krylovRestarts = 40
)

// accuracy is a bound on residuals: a share of |λ|, or a share of Gershgorin's radius,
// whichever allows more.
type accuracy struct {
	ofValue, ofRadius float64
	work              float64 // multiply-adds after which a component's search ends all the same
}

// planning is the accuracy for planning a run: iterations aim at a tenth of the residual that
// counts as converged, since the dense solver may reach only rounding accuracy. sharp is the
// accuracy of double precision.
func planning() accuracy { return accuracy{ofValue: 1e-6, ofRadius: 1e-10, work: math.Inf(1)} }

func sharp() accuracy { return accuracy{ofRadius: 1e-13, work: math.Inf(1)} }

func (a accuracy) allows(value complex128, residual, radius float64) bool {
	return residual <= max(a.ofValue*cmplx.Abs(value), a.ofRadius*radius)
}

// extremesOf returns the extreme eigenvalues of A, whose spectrum is the union of those of its
// strongly connected components: by a dense solver for components of up to 300 neurons, and
// for larger ones by Arnoldi's method with restarts, from a fixed start vector. That method
// takes memory for a hundred vectors, and one product with A in each iteration. It converges
// to the ends of the spectrum first, but does not bound eigenvalues that it has not found;
// Gershgorin does. Values agree between machines to rounding.
func extremesOf(n *Network) Extremes { return extremesWithin(n, math.Inf(1)) }

// extremesWithin does that, for each component with that many multiply-adds about.
func extremesWithin(n *Network, work float64) Extremes {
	var e Extremes
	if n.Neurons() == 0 {
		return e
	}
	ends, goal := []criterion{bySlowness, byModulus, byStep}, planning()
	goal.work = work
	found := operatorOf(n).extremes(ends, n.symmetric, goal)
	e.Slowest, e.Fastest, e.Step = found[0], found[1], found[2]
	radius, converged := n.Gershgorin().Radius(), planning()
	converged.ofValue, converged.ofRadius = 10*converged.ofValue, 10*converged.ofRadius
	e.Converged = true
	for _, f := range found {
		e.Converged = e.Converged && converged.allows(f.Value, f.Residual, radius)
	}
	return e
}

// extremes returns the extreme eigenvalue of A by each criterion.
func (a operator) extremes(ranks []criterion, symmetric bool, goal accuracy) []Eigenvalue {
	place := slices.Repeat([]int32{-1}, a.order())
	var best []Eigenvalue
	for _, members := range components(a.weights) {
		part := a.restrict(members, place)
		found := part.componentExtremes(ranks, symmetric, goal)
		if best == nil {
			best = found
		}
		for k, rank := range ranks {
			if rank(found[k].Value) > rank(best[k].Value) {
				best[k] = found[k]
			}
		}
	}
	return best
}

// componentExtremes does the same for one strongly connected component.
func (a operator) componentExtremes(ranks []criterion, symmetric bool, goal accuracy) []Eigenvalue {
	if a.order() == 1 {
		only := Eigenvalue{Value: complex(a.weights.At(0, 0)-a.leak[0], 0)}
		return slices.Repeat([]Eigenvalue{only}, len(ranks))
	}
	if a.order() <= denseOrder {
		pairs, ok := solve(a.dense(), symmetric)
		return a.bestEigenvalues(pairs, ok, nil, ranks)
	}
	space := newKrylov(a, krylovSize)
	radius := a.gershgorin().Radius()
	for restart := 0; ; restart++ {
		space.expand()
		pairs, ok := solve(space.projection(), symmetric)
		spent := float64(restart+1) * krylovSize * (float64(a.weights.Stored()) + float64(krylovSize*float64(a.order())))
		if !ok || restart == krylovRestarts || spent > goal.work || space.converged(pairs, ranks, goal, radius) {
			return a.bestEigenvalues(pairs, ok, space.basis, ranks)
		}
		space.restart(pairs.span(pairs.wanted(ranks)))
	}
}

func (a operator) gershgorin() Bounds {
	return (&Network{parts: Parts{Weights: a.weights, Leak: a.leak}}).Gershgorin()
}

func (a operator) dense() *mat.Dense {
	return (&Network{parts: Parts{Weights: a.weights, Leak: a.leak}}).Dense()
}

// wanted returns the places of the Ritz values to restart with.
func (r ritz) wanted(ranks []criterion) []int {
	var places []int
	for _, rank := range ranks {
		places = append(places, r.top(rank, krylovKept)...)
	}
	slices.Sort(places)
	return slices.Compact(places)
}

// converged reports whether the best Ritz pair of every criterion is as accurate as
// wanted.
func (k *krylov) converged(pairs ritz, ranks []criterion, goal accuracy, radius float64) bool {
	for _, rank := range ranks {
		best := pairs.top(rank, 1)[0]
		residual := k.beta * cmplx.Abs(pairs.vectors.At(k.size-1, best))
		if !goal.allows(pairs.values[best], residual, radius) {
			return false
		}
	}
	return true
}

// bestEigenvalues returns the best eigenvalue by each criterion, with its residual from A
// itself. If the dense solver did not converge, which has not been observed, it returns
// Gershgorin's bound with a residual that covers all discs.
func (a operator) bestEigenvalues(pairs ritz, ok bool, basis [][]float64, ranks []criterion) []Eigenvalue {
	found := make([]Eigenvalue, 0, len(ranks))
	for _, rank := range ranks {
		if !ok {
			b := a.gershgorin()
			found = append(found, Eigenvalue{Value: complex(b.Right(), 0), Residual: b.Right() + b.Radius()})
			continue
		}
		best := pairs.top(rank, 1)[0]
		re, im := pairs.lift(basis, best)
		found = append(found, Eigenvalue{Value: pairs.values[best], Residual: a.residual(pairs.values[best], re, im)})
	}
	return found
}
