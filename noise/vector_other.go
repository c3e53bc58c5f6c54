//go:build !amd64 || noasm

package noise

// vectorQuartets returns false: there is only the portable code here.
func vectorQuartets[T Float](_ *counter, _ []T, _ uint32, _ int, _ uint32, _ int) bool {
	return false
}
