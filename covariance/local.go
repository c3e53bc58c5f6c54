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

// fillCovariances sets the covariances of l from one value for each edge: both entries of
// an unordered pair alike, and those of self-connections to the neuron's variance.
func fillCovariances(l network.LocalCovariance, net *network.Network, covariance func(e edge) float64) {
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
