package kernel

import "unsafe"

// packingOverhead bounds the size of a packed format relative to the entries of W alone: it
// holds also zeros that pad rows to a common length, and the starts of the rows for each
// block of sources.
const packingOverhead = 1.15

// Size returns the bytes of the product of a network with that many neurons and stored
// weights, and those of a Scratch used with it on blocks of that width. It is exact for the
// dense product, and for sparse ones an upper estimate over the formats.
func Size[T Float](neurons, stored int, k Kind, width int) (product, scratch float64) {
	u, value := fastest[T](), float64(unsafe.Sizeof(T(0)))
	if u.chosen(neurons, stored, k, width) == Dense {
		product = float64(ceil(neurons, u.tile.rows)) * float64(ceil(neurons, unrolled)) * value
		stride := float64(ceil(width, u.tile.columns))
		return product, (float64(ceil(neurons, unrolled)) + blockRows) * stride * value
	}
	const source, start = 4, 4
	product = packingOverhead*float64(stored)*(source+value) + start*float64(neurons)
	stride := float64(ceil(width, u.lanes))
	return product, 2 * float64(neurons) * stride * value
}

// chosen is Choose for given counts.
func (u unit[T]) chosen(neurons, stored int, k Kind, width int) Kind {
	if k != Auto {
		return k
	}
	n := float64(neurons)
	if width > sliceWidth && float64(stored) > u.denseAbove*n*n {
		return Dense
	}
	return Sparse
}
