package integrator

import (
	"math"

	"noiseprune/network"
	"noiseprune/noise"
)

// jacobiMatrix is J = I − M⁻¹(I − hA/2), M the diagonal of I − hA/2: zero on its diagonal, and
// (h/2) W_ij/M_ii off it.
type jacobiMatrix struct {
	weights *network.CSR
	gain    []float64 // (h/2)/M_ii
	rates   []float64 // −A_ii, or 1 where that is not positive
}

// newJacobiMatrix returns J, and false where an M_ii is not positive.
func newJacobiMatrix(net *network.Network, h float64) (*jacobiMatrix, bool) {
	j := &jacobiMatrix{weights: net.Weights(), gain: net.Diagonal(), rates: net.Diagonal()}
	for i, a := range j.rates {
		m := 1 - float64(h/2*a)
		if !(m > 0) {
			return nil, false
		}
		j.gain[i], j.rates[i] = h/2/m, -a
		if a >= 0 {
			j.rates[i] = 1
		}
	}
	return j, true
}

// applyTo sets dst = J x.
func (j *jacobiMatrix) applyTo(dst, x []float64) {
	for i := range dst {
		sources, weights := j.weights.Row(i)
		sum := 0.0
		for k, source := range sources {
			if int(source) != i {
				sum = math.FMA(weights[k], x[source], sum)
			}
		}
		dst[i] = j.gain[i] * sum
	}
}

// norm returns ‖D^½ x‖.
func (j *jacobiMatrix) norm(x []float64) float64 {
	sum := 0.0
	for i, v := range x {
		sum = math.FMA(float64(j.rates[i]*v), v, sum)
	}
	return math.Sqrt(sum)
}

// solutions returns the test vectors of PlanSweeps.
func (j *jacobiMatrix) solutions() [][]float64 {
	n := len(j.gain)
	ones, random := make([]float64, n), make([]float64, n)
	noise.FillNormals(noise.Key{Seed: 1, Purpose: noise.Probe}, random, 0, 0, n, 0, 1)
	for i := range ones {
		ones[i] = 1
		random[i] /= math.Sqrt(j.rates[i])
	}
	slow, image := append([]float64(nil), random...), make([]float64, n)
	for range powers {
		j.applyTo(image, slow)
		length := j.norm(image)
		if length == 0 {
			break
		}
		for i, v := range image {
			slow[i] = v / length
		}
	}
	return [][]float64{ones, random, slow}
}
