package covariance

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Spectrum is the two-sided density of each neuron, and the cross-spectra of pairs.
type Spectrum struct {
	Density [][]float64    // [neuron][frequency]
	Cross   [][]complex128 // [pair][frequency]
}

// SpectrumExact returns the spectral densities of dx = (A x + b) dt + σ F dV at
// frequencies f in cycles per unit of time, with ω = 2πf:
//
//	S(f) = ∫ R(τ) exp(−iωτ) dτ = σ² H Q Hᴴ,  H = (iω − A)⁻¹,  Q = F Fᵀ
//
// That is the two-sided density, whose integral over all f from −∞ to ∞ is the variance. A one-sided
// density, as of Welch's method, is 2S for f > 0; that of a recording at intervals Δ also has, at f,
// what the process has at f + k/Δ, and the leakage of its window, which timeseries.WelchExpected
// computes from R.
//
// Each frequency takes a factorization of order 2N and the solution for N right-hand sides, about 17N³
// operations, and memory for 16 N × N matrices. It returns a *NotStationaryError for an unstable network
// and an *IllConditionedError where a factorization is too ill-conditioned. It panics as
// Stationary does, for frequencies that are not finite, and pairs of neurons that do not exist.
func SpectrumExact(net *network.Network, sigma float64, frequencies []float64, pairs []Pair) (*Spectrum, error) {
	checkExact(net, sigma)
	checkPairs(net, pairs)
	p := pencil{net: net, a: net.Dense()}
	if _, err := net.TimeScales(); err != nil {
		return nil, p.unsolved(err.Error())
	}
	q := net.NoiseCovariance()
	q.ScaleSym(sigma*sigma, q)
	s := &Spectrum{Density: make([][]float64, net.Neurons()), Cross: make([][]complex128, len(pairs))}
	for _, f := range frequencies {
		if math.IsNaN(f) || math.IsInf(f, 0) {
			panic(fmt.Sprintf("covariance: a spectrum at the frequency %v", f))
		}
		re, im, err := p.resolvent(2 * math.Pi * f)
		if err != nil {
			return nil, err
		}
		s.add(re, im, q, pairs)
	}
	return s, nil
}

// resolvent returns the real and the imaginary part of H = (iω − A)⁻¹, the solution of
//
//	⎡−A  −ω⎤ ⎡Re H⎤   ⎡I⎤
//	⎣ ω  −A⎦ ⎣Im H⎦ = ⎣0⎦
func (p pencil) resolvent(omega float64) (re, im *mat.Dense, err error) {
	n, _ := p.a.Dims()
	m, right := mat.NewDense(2*n, 2*n, nil), mat.NewDense(2*n, n, nil)
	for i := range n {
		for j, v := range p.a.RawRowView(i) {
			m.Set(i, j, -v)
			m.Set(n+i, n+j, -v)
		}
		m.Set(i, n+i, -omega)
		m.Set(n+i, i, omega)
		right.Set(i, i, 1)
	}
	var factor mat.LU
	var h mat.Dense
	factor.Factorize(m)
	if condition := factor.Cond(); !(condition <= conditionLimit) {
		return nil, nil, p.unsolved(conditionReason(condition))
	}
	if err := factor.SolveTo(&h, false, right); err != nil {
		return nil, nil, p.unsolved("a factorization fails")
	}
	return h.Slice(0, n, 0, n).(*mat.Dense), h.Slice(n, 2*n, 0, n).(*mat.Dense), nil
}

// add appends what is asked for of S = (Re H + i Im H) σ²Q (Re H − i Im H)ᵀ.
func (s *Spectrum) add(re, im *mat.Dense, q mat.Symmetric, pairs []Pair) {
	var reNoise, imNoise mat.Dense
	reNoise.Mul(re, q)
	imNoise.Mul(im, q)
	at := func(i, j int) complex128 {
		rq, iq, r, m := reNoise.RawRowView(i), imNoise.RawRowView(i), re.RawRowView(j), im.RawRowView(j)
		return complex(floats.Dot(rq, r)+floats.Dot(iq, m), floats.Dot(iq, r)-floats.Dot(rq, m))
	}
	for i := range s.Density {
		s.Density[i] = append(s.Density[i], real(at(i, i)))
	}
	for k, pair := range pairs {
		s.Cross[k] = append(s.Cross[k], at(pair.Target, pair.Source))
	}
}
