package network

import (
	"fmt"
	"math"
)

// A raw connectome has weights and no leak. The functions of this file choose one.

// DefaultSlack returns a tenth of the mean row sum, (1/10N) Σ_i Σ_{j≠i} |w_ij|. With no
// slack at all, a dominant leak leaves a network without inhibition an eigenvalue zero,
// and with it no stationary covariance. It returns an error where no weight is off the
// diagonal, so that the weights say nothing about a time scale, and for weights that New refuses.
func DefaultSlack(w *CSR) (float64, error) {
	if err := checkWeights(w, nil); err != nil {
		return 0, err
	}
	total := 0.0
	for _, sum := range w.RowSums() {
		total += sum
	}
	if total == 0 {
		return 0, fmt.Errorf("the network has no weights between neurons, so no leak follows from them; give one, such as --leak 1")
	}
	return total / float64(w.Order()) / 10, nil
}

// DominantLeak returns the leak with which A = W − D is diagonally dominant,
//
//	D_i = max(0, w_ii + Σ_{j≠i} |w_ij|) + slack
//
// so that −A_ii = Σ_{j≠i} |w_ij| + slack. A neuron that inhibits itself by more than its
// row sum has a larger −A_ii: its leak is the slack, since a leak is never negative. It
// panics for a slack that is negative or not finite.
func DominantLeak(w *CSR, slack float64) []float64 {
	if !(slack >= 0) || math.IsInf(slack, 0) {
		panic(fmt.Sprintf("network: slack %v", slack))
	}
	leak := w.RowSums()
	for i, sum := range leak {
		leak[i] = max(0, w.At(i, i)+sum) + slack
	}
	return leak
}

// UniformLeak returns the same leak for n neurons.
func UniformLeak(n int, leak float64) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = leak
	}
	return all
}

// LeakError is the error of a matrix whose diagonal does not determine a leak.
type LeakError struct {
	Neuron   int     // the first inconsistent neuron, from 0
	Diagonal float64 // its diagonal entry, 0 where none is stored
	Reason   string  // what is inconsistent, with a remedy
}

// Error names the neuron by its number.
func (e *LeakError) Error() string {
	return fmt.Sprintf("diagonal of neuron %d is %v %s", e.Neuron, e.Diagonal, e.Reason)
}

// DiagonalLeak interprets the diagonal of a file as that of A = W − D: it returns W without
// its diagonal, and leak D_i = −w_ii. It returns a *LeakError where an entry is
// positive, which would be a negative leak.
func DiagonalLeak(w *CSR) (weights *CSR, leak []float64, err error) {
	leak = make([]float64, w.Order())
	for i := range leak {
		d := w.At(i, i)
		if d > 0 {
			return nil, nil, &LeakError{Neuron: i, Diagonal: d, Reason: "but a leak needs it negative; " +
				"use --leak dominant to keep the diagonal as self-connections"}
		}
		leak[i] = 0 - d // and not −d, which would be −0 where nothing is stored
	}
	return w.withoutDiagonal(), leak, nil
}

func (m *CSR) withoutDiagonal() *CSR {
	bare := &CSR{start: make([]int, m.Order()+1)}
	for i := range m.Order() {
		sources, weights := m.Row(i)
		for k, j := range sources {
			if int(j) != i {
				bare.source, bare.weight = append(bare.source, j), append(bare.weight, weights[k])
			}
		}
		bare.start[i+1] = len(bare.source)
	}
	return bare
}
