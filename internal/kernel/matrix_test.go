package kernel

import (
	"fmt"
	"testing"
)

// TestMatricesEqualTheSpecificationBitForBit, for every unit.
func TestMatricesEqualTheSpecificationBitForBit(t *testing.T) {
	t.Run("float64", matricesEqualSpecification[float64])
	t.Run("float32", matricesEqualSpecification[float32])
}

func matricesEqualSpecification[T Float](t *testing.T) {
	for _, n := range []int{0, 1, 5, 50, 75} {
		w := randomCSR(t, n, 0.7, uint64(n))
		for _, width := range []int{1, 9, 64} {
			x := randomStates[T](n*width, uint64(width), 5)
			want := specification(w, x, width)
			for _, u := range available[T]() {
				checkProduct(t, newMatrixOn(u, n, w.At), x, want, width, fmt.Sprintf("n=%d width=%d %v", n, width, u.name))
			}
		}
	}
}
