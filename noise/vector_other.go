//go:build !amd64 || noasm

package noise

// vectorQuartet returns 0: there is only the portable code here.
func (*counter) vectorQuartet(_, _, _, _ []float64, _, _ uint32) int { return 0 }
