package network

import (
	"fmt"
	"math"
)

// LocalCovariance holds the entries of a covariance matrix C that are local to a synapse:
// the variances of the neurons at its ends and their covariance. It is plain data, and all
// that a pruning rule reads of C.
type LocalCovariance struct {
	Variance   []float64 // C[i][i] of each neuron i, N values
	Covariance []float64 // C[i][j] of each stored entry (i, j) of the weights, in their order
}

// NewLocalCovariance returns zeros in the shape of the network.
func NewLocalCovariance(net *Network) LocalCovariance {
	return LocalCovariance{
		Variance:   make([]float64, net.Neurons()),
		Covariance: make([]float64, net.Weights().Stored()),
	}
}

// DiffCov returns
//
//	d[i][j] = C[i][i] + C[j][j] − 2 sign(W[i][j]) C[i][j] = Var(x_i − sign(W[i][j]) x_j)
//
// (Moore & Chaudhuri 2020, eq. 4) for each stored entry of the weights, in their order. It
// is 0 for self-connections, which are not edges, and never negative: a sum that rounding
// made negative is set to 0. DiffCov panics if l is not of the network's shape.
func (l LocalCovariance) DiffCov(net *Network) []float64 {
	l.checkShape(net)
	d := make([]float64, len(l.Covariance))
	for i := range l.Variance {
		sources, weights := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, j := range sources {
			if int(j) == i {
				continue
			}
			d[start+k] = DiffCov(l.Variance[i], l.Variance[j], l.Covariance[start+k], math.Copysign(1, weights[k]))
		}
	}
	return d
}

// DiffCov returns v + w − 2 sign c of two neurons with variances v and w and covariance c that are joined by a weight of that sign,
// +1 or −1; 0 where rounding made that negative.
func DiffCov(v, w, c, sign float64) float64 { return max(0, math.FMA(-2*sign, c, v+w)) }

// Check returns an error that names the first neuron or synapse whose value is not
// finite, or whose variance is negative. It panics if l is not of the network's shape.
func (l LocalCovariance) Check(net *Network) error {
	l.checkShape(net)
	for i, v := range l.Variance {
		if !(v >= 0) || math.IsInf(v, 0) {
			return fmt.Errorf("variance of neuron %s is %v; it must be finite and not negative", net.Label(i), v)
		}
		sources, _ := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, j := range sources {
			if c := l.Covariance[start+k]; math.IsNaN(c) || math.IsInf(c, 0) {
				return fmt.Errorf("covariance of neurons %s and %s is %v; it must be finite",
					net.Label(i), net.Label(int(j)), c)
			}
		}
	}
	return nil
}

func (l LocalCovariance) checkShape(net *Network) {
	if len(l.Variance) != net.Neurons() || len(l.Covariance) != net.Weights().Stored() {
		panic(fmt.Sprintf("network: %d variances and %d covariances for %d neurons with %d stored weights",
			len(l.Variance), len(l.Covariance), net.Neurons(), net.Weights().Stored()))
	}
}
