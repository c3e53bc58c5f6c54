package covariance

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Pair names two neurons: R(τ) = ⟨x_target(t+τ) x_source(t)⟩ about the means, and S(f) is its transform.
type Pair struct{ Target, Source int }

// Lagged is the covariance R(kΔ), k = 0 … L, of each neuron with itself and of pairs, and C = R(0) of all neurons.
type Lagged struct {
	Covariance *mat.SymDense // C, N × N
	Auto       [][]float64   // [neuron][k]
	Cross      [][]float64   // [pair][k]
}

// LaggedExact returns the stationary covariances of dx = (A x + b) dt + σ F dV at lags kΔ, k = 0 … lags,
//
//	R(kΔ) = exp(A kΔ) C,  A C + C Aᵀ = −σ² Q,  Q = F Fᵀ
//
// exactly as the differential equation has them, without the error of a time step; C is that of Stationary. With
// s = ⌈√(L+1)⌉, exp(A aΔ), a < s, and exp(A bsΔ) C are computed by products, of which each lag takes one
// row and one column: about 2s products of N × N matrices, memory for s of them, and no eigenvectors, which of networks far
// from normal would lose digits. Errors and panics are those of Stationary; it panics too for an
// interval that is not positive, a negative number of lags, and pairs of neurons that do not exist.
func LaggedExact(net *network.Network, sigma, interval float64, lags int, pairs []Pair) (*Lagged, error) {
	checkPairs(net, pairs)
	if !(interval > 0) || math.IsInf(interval, 0) || lags < 0 {
		panic(fmt.Sprintf("covariance: %d lags at intervals of %v", lags, interval))
	}
	stationary, err := Stationary(net, sigma)
	if err != nil {
		return nil, err
	}
	var scaled, step mat.Dense
	scaled.Scale(interval, net.Dense())
	step.Exp(&scaled)
	return laggedBy(&step, stationary.Covariance, lags, pairs), nil
}

// LaggedDiscrete returns the stationary covariances of xₙ₊₁ = Φ xₙ + noise that is white, with the stationary covariance C, at
// lags of k = 0 … lags applications of Φ: R(k) = Φᵏ C. Its cost is that of LaggedExact, and so are its panics; it panics too where
// Φ and C differ in size.
func LaggedDiscrete(net *network.Network, phi *mat.Dense, c *mat.SymDense, lags int, pairs []Pair) *Lagged {
	checkPairs(net, pairs)
	if rows, columns := phi.Dims(); lags < 0 || rows != net.Neurons() || columns != rows || c.SymmetricDim() != rows {
		panic(fmt.Sprintf("covariance: %d lags by a %d × %d matrix of %d neurons", lags, rows, columns, net.Neurons()))
	}
	return laggedBy(phi, c, lags, pairs)
}

// laggedBy returns Φᵏ C, k = 0 … lags.
func laggedBy(phi *mat.Dense, c *mat.SymDense, lags int, pairs []Pair) *Lagged {
	powers, stride := powersOf(phi, int(math.Ceil(math.Sqrt(float64(lags+1)))))
	all := newLagged(c, lags, pairs)
	column := mat.DenseCopyOf(c) // (Φ^bs C)ᵀ
	var later mat.Dense
	for first := 0; first <= lags; first += len(powers) {
		if first > 0 {
			later.Mul(column, stride.T())
			column.Copy(&later)
		}
		for a := range min(len(powers), lags+1-first) {
			all.set(first+a, powers[a], column, pairs)
		}
	}
	return all
}

// powersOf returns Φ⁰ … Φ^{count−1}, and Φ^count.
func powersOf(phi *mat.Dense, count int) (powers []*mat.Dense, next *mat.Dense) {
	n, _ := phi.Dims()
	next = mat.NewDense(n, n, nil)
	for i := range n {
		next.Set(i, i, 1)
	}
	for range count {
		powers = append(powers, next)
		next = new(mat.Dense)
		next.Mul(powers[len(powers)-1], phi)
	}
	return powers, next
}

func newLagged(c *mat.SymDense, lags int, pairs []Pair) *Lagged {
	l := &Lagged{Covariance: c, Auto: make([][]float64, c.SymmetricDim()), Cross: make([][]float64, len(pairs))}
	for _, rows := range [][][]float64{l.Auto, l.Cross} {
		for i := range rows {
			rows[i] = make([]float64, lags+1)
		}
	}
	return l
}

// set takes from R(kΔ) = power · columnᵀ what is asked for.
func (l *Lagged) set(k int, power, column *mat.Dense, pairs []Pair) {
	for i := range l.Auto {
		l.Auto[i][k] = floats.Dot(power.RawRowView(i), column.RawRowView(i))
	}
	for p, pair := range pairs {
		l.Cross[p][k] = floats.Dot(power.RawRowView(pair.Target), column.RawRowView(pair.Source))
	}
}

func checkPairs(net *network.Network, pairs []Pair) {
	n := net.Neurons()
	for _, p := range pairs {
		if p.Target < 0 || p.Target >= n || p.Source < 0 || p.Source >= n {
			panic(fmt.Sprintf("covariance: pair of target %d and source %d among %d neurons", p.Target, p.Source, n))
		}
	}
}
