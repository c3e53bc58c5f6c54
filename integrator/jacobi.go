package integrator

import (
	"math"
	"runtime"
	"sync"

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

// rowsOfTask is the number of rows above which a product is shared among goroutines.
const rowsOfTask = 4096

// applyTo sets dst = J x.
func (j *jacobiMatrix) applyTo(dst, x []float64) {
	shareRows(len(dst), func(from, to int) { j.applyRows(dst, x, from, to) })
}

// applyToSolutions sets dst = J x of all solutions in one pass through the weights, each with the bits of applyTo.
func (j *jacobiMatrix) applyToSolutions(dst, x solutions) {
	shareRows(len(dst), func(from, to int) { j.applySolutionRows(dst, x, from, to) })
}

// shareRows calls apply with parts of n rows, on several goroutines where there are many. Rows are independent, so
// that the bits do not depend on how they are shared.
func shareRows(n int, apply func(from, to int)) {
	var tasks sync.WaitGroup
	share := max(rowsOfTask, (n+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	for from := 0; from+share < n; from += share {
		tasks.Go(func() { apply(from, from+share) })
	}
	apply((n-1)/share*share, n)
	tasks.Wait()
}

// applyRows sets those rows of dst = J x.
func (j *jacobiMatrix) applyRows(dst, x []float64, from, to int) {
	for i := from; i < to; i++ {
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

// applySolutionRows sets those rows of dst = J x of all solutions.
func (j *jacobiMatrix) applySolutionRows(dst, x solutions, from, to int) {
	for i := from; i < to; i++ {
		sources, weights := j.weights.Row(i)
		sum := [testSolutions]float64{}
		for k, source := range sources {
			if int(source) != i {
				w, v := weights[k], &x[source]
				for r := range sum {
					sum[r] = math.FMA(w, v[r], sum[r])
				}
			}
		}
		for r := range sum {
			dst[i][r] = j.gain[i] * sum[r]
		}
	}
}

// norms returns ‖D^½ x‖ of each solution.
func (j *jacobiMatrix) norms(x solutions) (norms [testSolutions]float64) {
	for i := range x {
		for r, v := range x[i] {
			norms[r] = math.FMA(float64(j.rates[i]*v), v, norms[r])
		}
	}
	for r := range norms {
		norms[r] = math.Sqrt(norms[r])
	}
	return norms
}

// norm returns ‖D^½ x‖.
func (j *jacobiMatrix) norm(x []float64) float64 {
	sum := 0.0
	for i, v := range x {
		sum = math.FMA(float64(j.rates[i]*v), v, sum)
	}
	return math.Sqrt(sum)
}

// testSolutions is the number of test vectors of PlanSweeps.
const testSolutions = 3

// solutions are they, those of a neuron side by side.
type solutions [][testSolutions]float64

// solutions returns the test vectors of PlanSweeps.
func (j *jacobiMatrix) solutions() solutions {
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
	all := make(solutions, n)
	for i := range all {
		all[i] = [testSolutions]float64{ones[i], random[i], slow[i]}
	}
	return all
}
