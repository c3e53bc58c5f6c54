package compare

// quotient returns a/b, or what stands for it of a neuron that is silent in both networks: one whose own noise has
// strength 0, and that has no input from others, so that b is 0.
func quotient(a, b, silent float64) float64 {
	if b == 0 {
		return silent
	}
	return a / b
}
