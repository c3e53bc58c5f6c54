package kernel

import (
	"fmt"
	"unsafe"
)

// NewMatrix packs the matrix of n rows and columns with those entries, rounded to T, as a Dense product.
// entry is called once for each. It panics if n is negative.
func NewMatrix[T Float](n int, entry func(i, j int) float64) Product[T] {
	return newMatrixOn(fastest[T](), n, entry)
}

// newMatrixOn packs the matrix for unit u.
func newMatrixOn[T Float](u unit[T], n int, entry func(i, j int) float64) *dense[T] {
	if n < 0 {
		panic(fmt.Sprintf("kernel: a matrix of %d rows", n))
	}
	d := emptyDense(u, n)
	for i := range n {
		for left := 0; left < n; left += d.depth {
			at := d.index(i, left)
			for j := left; j < min(left+d.depth, n); j++ {
				d.weights[at] = T(entry(i, j))
				at += d.tile.rows
			}
		}
	}
	return d
}

// emptyDense returns a product with zeros.
func emptyDense[T Float](u unit[T], n int) *dense[T] {
	d := &dense[T]{unit: u, order: n, padded: ceil(n, unrolled), depth: blockBytes / int(unsafe.Sizeof(T(0)))}
	d.weights = make([]T, ceil(n, u.tile.rows)*d.padded)
	return d
}
