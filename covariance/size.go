package covariance

// EdgesSize returns the bytes of an Edges for blocks of that width, with a reference that
// is not zero.
func EdgesSize(neurons, edges, width int) float64 {
	const (
		perEdge   = 4 + 8 // the packed source and the sum
		perNeuron = 8 + 8 + 8 + 8
		perSpan   = 8 + 8 + 8
		filling   = edgeGroup - 1 // padding of a target's last group, at most
	)
	n := float64(neurons)
	spans := n + float64(edges)/spanEdges // at most
	return perEdge*(float64(edges)+filling*n) + perSpan*spans + n*(perNeuron+8*float64(padded(width)))
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
