package compare

import (
	"errors"
	"fmt"
	"math/cmplx"

	"noiseprune/internal/krylov"
	"noiseprune/network"
)

// SlowModes are the eigenpairs of A with the largest real parts, found by products, the slowest first: what lasts
// longest in a network's activity. A mode decays with the time constant −1/Re λ.
//
// Neurons that are on no cycle, nor on a path between two, have the eigenvalue A_ii whatever the others do (see
// network.Recurrence). In a directed connectome hundreds receive nothing and share exactly the least leak; they
// would be all of the slowest modes and say nothing of the coupling. So the modes are those of the other neurons, the
// core, and Excluded says how many eigenvalues are left out. An eigenvector has entries beyond the core all the same,
// on the neurons that the core drives. A pruned network is restricted to the original's core, not to its own:
// beyond it both have the same eigenvalues, unless pruning changes the diagonal.
//
// Fewer modes than asked for are there where the iteration did not converge, which Converged says, and those that
// are missing may be any of them; or where the last one is half of a complex pair. Of eigenvalues that are equal to
// within their residuals the space is determined, but no vector, and not even the space where some of them are
// beyond the last mode: Determined counts the first modes that end at a gap.
type SlowModes struct {
	Values     []complex128 // λ; a complex pair stands side by side, Im λ > 0 first
	Residuals  []float64    // ‖A v − λ v‖/|λ| for ‖v‖ = 1; if A is symmetric, an eigenvalue is as near to λ
	Determined int          // of the first modes, which the next eigenvalue follows farther off than the residuals, or none
	Excluded   int          // eigenvalues of neurons beyond the core
	Products   int          // with A
	Method     SlowMethod
	Tolerance  float64 // of the residuals
	Converged  bool    // all that were sought are known to it

	candidates []complex128 // Values, and those that have converged behind them

	net     *network.Network
	divided network.Recurrence
	vectors [][]float64 // of norm 1 and N entries; those of a complex pair are its real and imaginary part
}

// FindSlowModes finds the k slowest modes, by the SlowMethod that fits, to a residual that depends on the size: 1e-10 of
// |λ| up to 4,000 neurons in the core, 1e-6 up to 30,000, and 1e-3 beyond. A network
// without cycles has no modes, and Excluded is N.
//
// Numbers do not depend on the number of workers, nor on where the search is interrupted: the checkpoint, nil for none, is passed
// between any two iterations, and its error is the only one. Between machines numbers agree to rounding. It panics unless k and
// workers are positive.
func FindSlowModes(at Checkpoint, net *network.Network, k, workers int) (*SlowModes, error) {
	return findSlowModes(at, net, net.Recurrent(), k, workers)
}

// findSlowModes finds those of a core.
func findSlowModes(at Checkpoint, net *network.Network, divided network.Recurrence, k, workers int) (*SlowModes, error) {
	if k < 1 || workers < 1 {
		panic(fmt.Sprintf("compare: %d slow modes by %d workers", k, workers))
	}
	core := divided.Core
	s := &SlowModes{net: net, divided: divided, Excluded: net.Neurons() - len(core)}
	if len(core) == 0 {
		s.Converged = true
		return s, nil
	}
	leak := make([]float64, len(core))
	for c, i := range core {
		leak[c] = net.Leak()[i]
	}
	q := slowRequest(len(core), k, workers)
	q.Checkpoint = at
	s.Tolerance = q.Tolerance
	a := coupling{negatedOf(net.Weights().Restrict(core), leak, q.Block, workers)}
	diagonal := make([]float64, len(core))
	for c, d := range a.diagonal {
		diagonal[c] = -d
	}
	s.Method = slowMethod(net, diagonal)
	s.Method.begin(&q, a, diagonal)
	floor := 0x1p-47 * largestMagnitude(diagonal) // rounding, of which a product reaches half at most
	accepted := func(residual float64, value complex128) bool {
		return residual <= max(1.5*q.Tolerance*cmplx.Abs(value), floor)
	}
	pairs, err := s.Method.solve(a, diagonal, net.Symmetric(), q)
	if unfinished := (*krylov.NotConvergedError)(nil); err != nil && !errors.As(err, &unfinished) {
		return nil, err
	}
	s.Converged = err == nil
	if s.Converged && net.Symmetric() {
		pairs = sharpened(a, diagonal, pairs, accepted)
	}
	s.take(pairs, k, accepted)
	return s, nil
}

// take keeps the modes that have converged, at most k of them and no half of a complex pair, lifts them to all
// neurons and measures their residuals.
func (s *SlowModes) take(pairs *krylov.General, k int, accepted acceptance) {
	s.Products = pairs.Products
	var residuals []float64
	var vectors [][]float64
	first := 0 // of the pairs, those before one that has not converged
	for j, value := range pairs.Values {
		if !accepted(pairs.Residuals[j], value) {
			continue
		}
		if len(s.candidates) == j {
			first = j + 1
		}
		s.candidates = append(s.candidates, value)
		residuals, vectors = append(residuals, pairs.Residuals[j]), append(vectors, pairs.Vectors[j])
	}
	count := min(k, len(s.candidates))
	if count > 0 && imag(s.candidates[count-1]) > 0 {
		count--
	}
	s.Values = s.candidates[:count:count]
	s.Determined = lastGap(s.candidates[:first], residuals, count, first == len(s.divided.Core))
	for _, v := range vectors[:count] {
		s.vectors = append(s.vectors, s.spread(v))
	}
	s.lift()
	s.measure()
}

// lastGap returns how many of the eigenvalues, at most k, come before a gap. What follows the last value is unknown,
// unless all are there.
func lastGap(values []complex128, residuals []float64, k int, all bool) int {
	for count := min(k, len(values)); count > 0; count-- {
		if all && count == len(values) {
			return count
		}
		if count < len(values) && isGap(values[count-1], values[count], residuals[count-1]+residuals[count]) {
			return count
		}
	}
	return 0
}

// groupRounding is relative to eigenvalues: those that differ by less are one group, whatever their residuals.
const groupRounding = 1e-10

// isGap reports whether the order of two eigenvalues by their real parts is certain to within their residuals.
// Conjugates are not in order.
func isGap(a, b complex128, residuals float64) bool {
	return b != cmplx.Conj(a) && real(a)-real(b) > residuals+float64(groupRounding*cmplx.Abs(a))
}
