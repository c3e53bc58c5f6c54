package krylov

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Density is an estimate of the spectral density of a symmetric matrix, the mean over random vectors of
// one discrete distribution each.
type Density struct {
	parts    [][]node // of each vector, ascending
	coarse   [][]node // the same after half the steps
	Products int      // with A
}

// node is a Ritz value, its share of the eigenvalues, and its residual: how far from it an eigenvalue is, at most.
type node struct{ value, weight, residual float64 }

// Sampling says how a spectral density is estimated.
type Sampling struct {
	Vectors int // random vectors: the standard errors fall as the inverse root of their number
	Steps   int // of Lanczos, at most: moments of the density up to 2·Steps − 1 are free of error but that of sampling
	Seed    uint64
	Workers int // goroutines; they change no bit
}

// StochasticQuadrature returns the spectral density of a symmetric matrix by stochastic Lanczos quadrature
// (Ubaru, Chen & Saad 2017, "Fast estimation of tr(f(A)) via stochastic Lanczos quadrature"). From a
// random vector of signs z it makes as many steps of Lanczos, fully reorthogonalized; the eigenvalues θ of
// the tridiagonal matrix are the nodes, and the squares of the first entries of its eigenvectors the
// weights:
//
//	zᵀ f(A) z / N ≈ Σ_k τ_k² f(θ_k),   E zᵀ f(A) z = tr f(A)
//
// It panics unless there are two vectors and one step at least.
func StochasticQuadrature(a Operator, q Sampling) *Density {
	if q.Vectors < 2 || q.Steps < 1 {
		panic(fmt.Sprintf("krylov: a density from %d vectors of %d steps", q.Vectors, q.Steps))
	}
	d := &Density{}
	for first := 0; first < q.Vectors; first += Together {
		group := sideBySide(a, q, first, min(q.Vectors, first+Together))
		for _, f := range group {
			d.parts = append(d.parts, f.quadrature())
			d.Products += f.products
			f.size = (f.size + 1) / 2
			d.coarse = append(d.coarse, f.quadrature())
		}
	}
	return d
}

// Together is the number of random vectors whose bases are held, and multiplied, at a time.
const Together = 4

// sideBySide makes all the steps of the vectors first … end−1, with one product of a block for each step. A column of
// a block has the bits that it has alone, and so has each vector.
func sideBySide(a Operator, q Sampling, first, end int) []*factorization {
	n, width := a.Order(), end-first
	request := Request{Pairs: 1, Block: 1, Basis: min(q.Steps, n), Products: q.Steps, Seed: q.Seed, Workers: q.Workers}
	group, from, to := make([]*factorization, width), make([][]float64, width), make([][]float64, width)
	for k := range group {
		f := allocate(a, request)
		fillSigns(f.v[0], q.Seed, uint64(first+k))
		f.scale(f.v[0], 1/f.norm(f.v[0]))
		group[k] = f
	}
	x, y, column := make([]float64, n*width), make([]float64, n*width), make([]float64, request.Basis+1)
	for j := range request.Basis {
		for k, f := range group {
			from[k], to[k] = f.v[j], f.v[j+1]
		}
		group[0].pack(x, from)
		a.Apply(y, x, width, func(int, int) {})
		group[0].unpack(to, y)
		for _, f := range group {
			f.take(column)
		}
	}
	return group
}

// quadrature returns the nodes of the tridiagonal matrix in ascending order.
func (f *factorization) quadrature() []node {
	values, columns := f.symmetricRitz()
	last, next := f.size-1, f.h[f.size*f.request.Basis+f.size-1]
	part := make([]node, len(values))
	for j, v := range values {
		part[j] = node{v, float64(columns[j] * columns[j]), math.Abs(next * columns[last*f.size+j])}
	}
	slices.SortFunc(part, func(x, y node) int { return cmp.Compare(x.value, y.value) })
	return part
}

// Floats returns the number of vectors, that of nodes of each, and all nodes, from which DensityFromFloats makes the
// same density.
func (d *Density) Floats() []float64 {
	all := []float64{float64(len(d.parts)), float64(len(d.parts[0]))}
	for _, parts := range [][][]node{d.parts, d.coarse} {
		for _, n := range slices.Concat(parts...) {
			all = append(all, n.value, n.weight, n.residual)
		}
	}
	return all
}

// DensityFromFloats returns the density of Floats, or an error if there is none.
func DensityFromFloats(all []float64) (*Density, error) {
	if len(all) < 2 || !(all[0] >= 2 && all[1] >= 1 && max(all[0], all[1]) <= 1<<24) {
		return nil, fmt.Errorf("a density of %d numbers", len(all))
	}
	vectors, steps, rest := int(all[0]), int(all[1]), all[2:]
	if half := (steps + 1) / 2; len(rest) != 3*vectors*(steps+half) {
		return nil, fmt.Errorf("a density of %d vectors and %d steps in %d numbers", vectors, steps, len(rest))
	}
	split := 3 * vectors * steps
	return &Density{partsOf(rest[:split], vectors), partsOf(rest[split:], vectors), vectors * steps}, nil
}

func partsOf(all []float64, vectors int) [][]node {
	var parts [][]node
	for numbers := range slices.Chunk(all, len(all)/vectors) {
		part := make([]node, len(numbers)/3)
		for k := range part {
			part[k] = node{numbers[3*k], numbers[3*k+1], numbers[3*k+2]}
		}
		parts = append(parts, part)
	}
	return parts
}

// Size returns the number of vectors and the steps from each.
func (d *Density) Size() (vectors, steps int) { return len(d.parts), len(d.parts[0]) }

// Spread returns the mean absolute deviation of the density from its mean.
func (d *Density) Spread() float64 {
	values, weights := d.Nodes()
	mean, spread := 0.0, 0.0
	for k, v := range values {
		mean = math.FMA(weights[k], v, mean)
	}
	for k, v := range values {
		spread = math.FMA(weights[k], math.Abs(v-mean), spread)
	}
	return spread
}

// Nodes returns all nodes in ascending order, and their weights, whose sum is 1.
func (d *Density) Nodes() (values, weights []float64) {
	var all []node
	for _, part := range d.parts {
		for _, n := range part {
			all = append(all, node{n.value, n.weight / float64(len(d.parts)), n.residual})
		}
	}
	slices.SortStableFunc(all, func(x, y node) int { return cmp.Compare(x.value, y.value) })
	for _, n := range all {
		values, weights = append(values, n.value), append(weights, n.weight)
	}
	return values, weights
}

// meanWithError returns the mean and its standard error.
func meanWithError(values []float64) (mean, standardError float64) {
	mean, deviation := stat.MeanStdDev(values, nil)
	return mean, stat.StdErr(deviation, float64(len(values)))
}
