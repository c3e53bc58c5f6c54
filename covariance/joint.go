package covariance

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// Joint has what the joint stationary covariances of one linear network with each of many others under the same noise
// have in common: the powers of its own Cayley transform. With is safe for concurrent use.
type Joint struct {
	pencil     pencil
	sigma      float64
	shift      float64
	threads    int
	noise      *sources  // nil for plain noise
	transposed []float64 // Φᵀ, row after row
	powers     []power   // Φ, Φ², Φ⁴, …
	own        *Exact
}

// power is a power of a transform, packed for products, and its Frobenius norm.
type power struct {
	matrix kernel.Product[float64]
	norm   float64
}

// JointCovariance is the stationary covariance of an original x and another network x̃ under the same noise.
type JointCovariance struct {
	Original *mat.SymDense // C = E x xᵀ; shared, not to be changed
	Cross    *mat.Dense    // S = E x x̃ᵀ
	Other    *mat.SymDense // C̃ = E x̃ x̃ᵀ

	// Residual is the larger residual of the equations of S and C̃, relative to the noise, as Exact has it.
	Residual float64
}

// NewJoint prepares the joint covariances of a network with others, and finds its own by doubling, in about ten
// iterations of 6N³ operations. Products are those of internal/kernel, which use fused multiply-adds and wide vectors where
// gonum's do not, and by their specification have the same bits on every vector unit and with any number of threads.
//
// Errors are those of Stationary, and so are its panics; it panics too where threads is not positive.
func NewJoint(original *network.Network, sigma float64, threads int) (*Joint, error) {
	checkExact(original, sigma)
	j := &Joint{pencil: pencil{net: original, a: original.Dense()}, sigma: sigma, threads: threads, noise: newSources(original, threads)}
	var err error
	if j.shift, err = j.pencil.shift(); err != nil {
		return nil, err
	}
	t, err := j.transform(j.pencil)
	if err != nil {
		return nil, err
	}
	j.transposed = t.transposed()
	c := j.forcing(t, j.transposed)
	if err := j.keepPowers(t, c); err != nil {
		return nil, err
	}
	j.own, err = newExact("doubling", j.pencil, symmetricPart(mat.NewDense(t.n, t.n, c)), sigma)
	return j, err
}

// vanished is the norm of a power that, times a power of another stable transform, is nothing.
const vanished = unitRoundoff * unitRoundoff

// keepPowers keeps the powers of Φ until they vanish, and turns c into Σ_k Φᵏ C (Φᵏ)ᵀ.
func (j *Joint) keepPowers(t *transform, c []float64) error {
	for range doublingLimit {
		if err := t.checkGrowth(); err != nil {
			return err
		}
		if t.norm <= vanished {
			return nil
		}
		j.powers = append(j.powers, t.power)
		if t.norm*t.norm > unitRoundoff {
			t.addOwn(c)
		}
		t.square()
	}
	return t.pencil.unfinished()
}

// Covariance returns the network's own covariance. The caller must not change it.
func (j *Joint) Covariance() *Exact { return j.own }

// With returns the joint covariance with another network: the solutions of
//
//	A S + S Ãᵀ = −σ² I,  Ã C̃ + C̃ Ãᵀ = −σ² I,
//
// two blocks of eq. 11 for both networks together (Moore & Chaudhuri 2020). Cayley's transform of both with the same
// p > 0, Φ = (pI − A)⁻¹(pI + A) and Φ̃, makes them
//
//	S = Φ S Φ̃ᵀ + 2pσ² (pI − A)⁻¹(pI − Ã)⁻ᵀ,  C̃ = Φ̃ C̃ Φ̃ᵀ + 2pσ² (pI − Ã)⁻¹(pI − Ã)⁻ᵀ,
//
// with Q = F Fᵀ between the inverses, and in place of I, where noise is not plain,
// which doubling solves in about ten iterations of 10N³ operations, since the powers of Φ are there.
//
// Errors and panics are those of Stationary for the other network; With panics too for networks that differ in size or
// in their sources of noise.
func (j *Joint) With(other *network.Network) (*JointCovariance, error) {
	checkExact(other, j.sigma)
	checkSame(j.pencil.net, other)
	p := pencil{net: other, a: other.Dense()}
	t, err := j.transform(p)
	if err != nil {
		return nil, err
	}
	own, cross := j.forcing(t, t.transposed()), j.forcing(t, j.transposed)
	if err := j.double(t, own, cross); err != nil {
		return nil, err
	}
	both := &JointCovariance{j.own.Covariance, mat.NewDense(t.n, t.n, cross), symmetricPart(mat.NewDense(t.n, t.n, own)), 0}
	both.Residual = math.Max(j.residual(j.pencil, p, both.Cross), j.residual(p, p, both.Other))
	if !(both.Residual <= residualLimit) {
		return nil, p.unsolved(residualReason(both.Residual))
	}
	both.Cross.Scale(j.sigma*j.sigma, both.Cross)
	both.Other.ScaleSym(j.sigma*j.sigma, both.Other)
	return both, nil
}

// forcing returns what doubling begins with: transform.forcing, with Q of noise that is not plain.
func (j *Joint) forcing(t *transform, first []float64) []float64 {
	if j.noise != nil {
		return t.forcingOf(j.noise, first)
	}
	return t.forcing(first)
}

// residual returns that of the equation of S.
func (j *Joint) residual(a, b pencil, s mat.Matrix) float64 {
	if j.noise != nil {
		return j.noise.residual(a, b, s)
	}
	return crossResidual(a, b, s)
}

// double turns own into Σ_k Φ̃ᵏ C (Φ̃ᵏ)ᵀ and cross into Σ_k Φᵏ S (Φ̃ᵏ)ᵀ. The square of a norm bounds that of the next power.
func (j *Joint) double(t *transform, own, cross []float64) error {
	for k := range doublingLimit {
		if err := t.checkGrowth(); err != nil {
			return err
		}
		openOwn, openCross := j.open(k, t.norm)
		if openOwn {
			t.addOwn(own)
		}
		if openCross {
			t.addCross(cross, j.powers[k])
		}
		if openOwn, openCross = j.open(k+1, t.norm*t.norm); !openOwn && !openCross {
			return nil
		}
		t.square()
	}
	return t.pencil.unfinished()
}

// open reports whether C̃ and S still lack what the k-th power of Φ̃ adds, which has that norm.
func (j *Joint) open(k int, norm float64) (own, cross bool) {
	return norm*norm > unitRoundoff, k < len(j.powers) && j.powers[k].norm*norm > unitRoundoff
}
