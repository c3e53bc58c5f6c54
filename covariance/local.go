package covariance

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// Local is the part of a covariance matrix C that a synapse can know: plain data, all
// that a pruning rule needs.
type Local struct {
	Variance   []float64 // C[i][i] of each neuron i
	Covariance []float64 // C[i][j] of each stored entry (i, j) of the weights, in their order
}

// LocalFrom picks from c what the network's synapses can know. It panics if c is not
// of the network's order.
func LocalFrom(net *network.Network, c mat.Symmetric) Local {
	if c.SymmetricDim() != net.Neurons() {
		panic(fmt.Sprintf("covariance: matrix of order %d for %d neurons", c.SymmetricDim(), net.Neurons()))
	}
	l := newLocal(net)
	for i := range l.Variance {
		l.Variance[i] = c.At(i, i)
		sources, _ := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, j := range sources {
			l.Covariance[start+k] = c.At(i, int(j))
		}
	}
	return l
}

func newLocal(net *network.Network) Local {
	return Local{
		Variance:   make([]float64, net.Neurons()),
		Covariance: make([]float64, net.Weights().Stored()),
	}
}

// fill sets the covariances from one value for each edge, both entries of an unordered
// pair alike, and those of self-connections to the variance.
func (l Local) fill(net *network.Network, covariance func(e edge) float64) {
	w := net.Weights()
	for e := range edgesOf(net) {
		c := covariance(e)
		l.Covariance[e.place] = c
		if net.Symmetric() {
			mirror, _ := w.Find(e.source, e.target)
			l.Covariance[mirror] = c
		}
	}
	for i, v := range l.Variance {
		if place, ok := w.Find(i, i); ok {
			l.Covariance[place] = v
		}
	}
}

// DiffCov returns
//
//	d[i][j] = C[i][i] + C[j][j] − 2 sign(W[i][j]) C[i][j] = Var(x_i − sign(W[i][j]) x_j)
//
// (eq. 4) for each stored entry of the weights, in their order. It is 0 for
// self-connections, which are no edges, and never negative: a variance that rounding
// has left below 0 is 0. DiffCov panics if l is not of the network's shape.
func (l Local) DiffCov(net *network.Network) []float64 {
	l.checkShape(net)
	d := make([]float64, len(l.Covariance))
	for i := range l.Variance {
		sources, weights := net.Weights().Row(i)
		start := net.Weights().RowStart(i)
		for k, j := range sources {
			if int(j) == i {
				continue
			}
			both := l.Variance[i] + l.Variance[j]
			d[start+k] = max(0, math.FMA(-2*signOf(weights[k]), l.Covariance[start+k], both))
		}
	}
	return d
}

// Check returns an error that names the first neuron or synapse whose value is not
// finite, or whose variance is negative. It panics if l is not of the network's shape.
func (l Local) Check(net *network.Network) error {
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

func (l Local) checkShape(net *network.Network) {
	if len(l.Variance) != net.Neurons() || len(l.Covariance) != net.Weights().Stored() {
		panic(fmt.Sprintf("covariance: %d variances and %d covariances for %d neurons with %d stored weights",
			len(l.Variance), len(l.Covariance), net.Neurons(), net.Weights().Stored()))
	}
}
