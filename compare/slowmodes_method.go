package compare

import (
	"math"

	"noiseprune/internal/enum"
	"noiseprune/internal/krylov"
	"noiseprune/network"
)

// SlowMethod is the method by which slow modes are found.
type SlowMethod uint8

// The methods.
const (
	SlowByLanczos  SlowMethod = iota // krylov.Lanczos, of a symmetric network whose diagonal varies little
	SlowByDavidson                   // krylov.Rightmost, of any other
)

func slowMethods() enum.Names[SlowMethod] {
	return enum.Of[SlowMethod]("method of slow modes", "Lanczos", "Davidson")
}

// String returns "Lanczos" or "Davidson".
func (m SlowMethod) String() string { return slowMethods().Name(m) }

// MarshalText returns what String does, or an error for a value without a name.
func (m SlowMethod) MarshalText() ([]byte, error) { return slowMethods().Marshal(m) }

// UnmarshalText is the inverse of MarshalText.
func (m *SlowMethod) UnmarshalText(text []byte) error { return slowMethods().Unmarshal(m, text) }

// slowMethod returns the method for a network. Where entries of the diagonal differ by more than a factor of 4, slow neurons stand
// out, which Rightmost begins with: of a symmetric connectome of 3,000 neurons it takes 5,238 products for 50 modes, where Lanczos
// has 13 after 20,000.
func slowMethod(net *network.Network, diagonal []float64) SlowMethod {
	least := math.Inf(1)
	for _, d := range diagonal {
		least = min(least, math.Abs(d))
	}
	if net.Symmetric() && largestMagnitude(diagonal) <= 4*least {
		return SlowByLanczos
	}
	return SlowByDavidson
}

// Below directOrder the basis spans the space, and all eigenvalues are found at once.
const directOrder = 300

// largeOrder is the order beyond which the slowest modes are more than a basis can tell apart in a time that is worth it.
const largeOrder = 30_000

// slowRequest returns what is asked for k modes of a core of n neurons: two more than that, to see the gap
// behind them.
//
// The slowest modes of a connectome of 139,255 neurons are about some of 1,100 neurons of exactly the same least leak. A residual of
// 1e-4 would need a basis that holds them all; time constants and ε_λ do not. Of it 35 of 50 modes
// have residuals of at most 1.5e-3 by 2,011 products; 30 by 2,486, and 16 by 2,224 with four polishes instead of three.
func slowRequest(n, k, workers int) krylov.Request {
	q := krylov.Request{
		Pairs: min(n, k+2), Block: 32, Basis: min(n, max(4*k, k+2+2*32+2)), Tolerance: 1e-3, Products: 20_000, Seed: 1, Workers: workers,
	}
	switch {
	case n <= directOrder:
		q.Basis, q.Tolerance = n, 1e-10
	case n <= 4000:
		q.Tolerance = 1e-10
	case n <= largeOrder:
		q.Tolerance = 1e-6
	default:
		q.Block, q.Basis, q.Products = 16, 2*(k+2)+3*16, 2000
	}
	return q
}

// begin says with which neurons Davidson's method begins in a large network, and how the modes are polished.
func (m SlowMethod) begin(q *krylov.Request, a coupling, diagonal []float64) {
	if m == SlowByDavidson && a.Order() > largeOrder {
		q.First, q.Polish = slowestNeurons(a.weights, diagonal, min(1000, a.Order())), 5
	}
}

// solve returns the pairs that were found, all with their residuals, and a *krylov.NotConvergedError where not all of
// them have converged; or nothing and the checkpoint's error.
func (m SlowMethod) solve(a krylov.Operator, diagonal []float64, symmetric bool, q krylov.Request) (*krylov.General, error) {
	if m == SlowByDavidson {
		found, err := krylov.Rightmost(a, diagonal, q)
		if symmetric && found != nil {
			found = symmetricPairs(a, found)
		}
		return found, err
	}
	found, err := krylov.Lanczos(a, q)
	if found == nil {
		return nil, err
	}
	return &krylov.General{
		Values: toComplex(found.Values), Vectors: found.Vectors, Residuals: found.Residuals, Products: found.Products,
	}, err
}

func largestMagnitude(values []float64) float64 {
	largest := 0.0
	for _, v := range values {
		largest = max(largest, math.Abs(v))
	}
	return largest
}
