package covariance

import (
	"fmt"

	"noiseprune/network"
)

// Series stores y = (x_i − ref_i) − s(x_j − ref_j), s = sign(W[i][j]), of a few edges at
// successive times: 8 bytes for each replica, edge and time.
type Series struct {
	fingerprint uint64
	reference   []float64
	width       int
	times       int
	edges       []edge
	y           [][]float64 // y[edge][t*padded(width)+r] at time t in replica r, padded with zeros
}

// NewSeries returns an empty series for a block of width replicas and the edges
// numbered ⌊kE/m⌋, k = 0 … m−1, of the network's E edges, or all of them where there are no
// more than m. The reference is that of NewEdges. NewSeries panics if width or m is not
// positive or the reference does not fit the network.
func NewSeries(net *network.Network, width int, reference []float64, m int) *Series {
	edges := seriesEdges(net, width, reference, m)
	return &Series{fingerprint: fingerprint(net), reference: reference, width: width, edges: edges, y: make([][]float64, len(edges))}
}

// Add appends the state x[i*width+r] of the next time. It panics if x does not have N ×
// width values.
func (s *Series) Add(x []float64) {
	checkState(x, len(s.reference), s.width)
	s.times++
	padding := make([]float64, padded(s.width)-s.width)
	for k, e := range s.edges {
		target, source := x[e.target*s.width:][:s.width], x[e.source*s.width:][:s.width]
		for r := range target {
			u, v := target[r]-s.reference[e.target], source[r]-s.reference[e.source]
			s.y[k] = append(s.y[k], u-float64(e.sign*v))
		}
		s.y[k] = append(s.y[k], padding...)
	}
}

// squares returns z = (y − ⟨y⟩)² − ⟨(y − ⟨y⟩)²⟩, with zeros where y is padded.
func (s *Series) squares(y []float64) []float64 {
	stride, count := padded(s.width), float64(s.times*s.width)
	mean := laneSum(y) / count
	z := make([]float64, len(y))
	for t := range s.times {
		for r := range s.width {
			d := y[t*stride+r] - mean
			z[t*stride+r] = d * d
		}
	}
	mean = laneSum(z) / count
	for t := range s.times {
		for r := range s.width {
			z[t*stride+r] -= mean
		}
	}
	return z
}

// seriesEdges returns the edges of a series, and panics for arguments that NewSeries refuses.
func seriesEdges(net *network.Network, width int, reference []float64, m int) []edge {
	if width < 1 || m < 1 || len(reference) != net.Neurons() {
		panic(fmt.Sprintf("covariance: series of %d edges, block of %d replicas, reference of %d values for %d neurons",
			m, width, len(reference), net.Neurons()))
	}
	return NewSubset(net, m).edges
}
