package covariance

// EdgesSize returns the bytes of an Edges for blocks of that width under way, with a reference
// that is not zero and an odd number of samples per replica. Complete needs EdgesCompleteSize
// at the same time.
func EdgesSize(neurons, edges, width int) float64 {
	const (
		perEdge   = 8*lanes + 8       // the lanes of the sum; the first half's sum
		perNeuron = 3 * 2 * 8 * lanes // the lanes of both sums: now, early and late
	)
	n := float64(neurons)
	return edgeListSize(neurons, edges) + perEdge*paddedEdges(neurons, edges) + n*(perNeuron+8*float64(padded(width)))
}

// EdgesCompleteSize returns the bytes of an Edges whose block is complete.
func EdgesCompleteSize(neurons, edges int) float64 {
	const (
		perEdge   = 3 * 8 // sum, spread and the first half's sum
		perNeuron = 8 * 8
	)
	return edgeListSize(neurons, edges) + perEdge*paddedEdges(neurons, edges) + perNeuron*float64(neurons)
}

// edgeListSize returns the bytes of the packed sources, their starts and the spans.
func edgeListSize(neurons, edges int) float64 {
	const perSpan, perNeuron = 8 + 8 + 8, 8 + 8
	n := float64(neurons)
	spans := n + float64(edges)/spanEdges // at most
	return 4*paddedEdges(neurons, edges) + perSpan*spans + perNeuron*n
}

// paddedEdges returns the number of edges with the filling of each target's last group, at most.
func paddedEdges(neurons, edges int) float64 {
	return float64(edges) + (edgeGroup-1)*float64(neurons)
}

// DenseSize returns the bytes of a Dense.
func DenseSize(neurons int) float64 {
	side := fastest().side
	panels := (neurons + 1 + side - 1) / side
	return 8 * float64(side) * (float64(side)*float64(triangle(panels)) + float64(depth)*float64(panels))
}

// ExactSize returns the peak bytes of Stationary, EulerMaruyama and LeimkuhlerMatthews,
// including the matrix that they return.
func ExactSize(neurons int, symmetric bool) float64 {
	matrices := 6.0 // A, Φ, C, Φ C, the increment of C and a factorization
	if symmetric {
		matrices = 4 // A, a factor and two inverses
	}
	return matrices * 8 * float64(neurons) * float64(neurons)
}
