package covariance

import (
	"fmt"

	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// LocalFrom copies from the covariance matrix c, of order N, the variances and the
// covariances of connected neurons. It panics if c is not of the network's order.
func LocalFrom(net *network.Network, c mat.Symmetric) network.LocalCovariance {
	if c.SymmetricDim() != net.Neurons() {
		panic(fmt.Sprintf("covariance: matrix of order %d for %d neurons", c.SymmetricDim(), net.Neurons()))
	}
	l := network.NewLocalCovariance(net)
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

// fillEdges sets one value for each edge: both entries of an unordered pair alike. It leaves
// those of self-connections.
func fillEdges(values []float64, net *network.Network, value func(e edge) float64) {
	w := net.Weights()
	for e := range edgesOf(net) {
		v := value(e)
		values[e.place] = v
		if net.Symmetric() {
			mirror, _ := w.Find(e.source, e.target)
			values[mirror] = v
		}
	}
}

// fillDiagonal sets the covariances of self-connections to the neuron's variance.
func fillDiagonal(l network.LocalCovariance, net *network.Network) {
	for i, v := range l.Variance {
		if place, ok := net.Weights().Find(i, i); ok {
			l.Covariance[place] = v
		}
	}
}
