package kernel

import "unsafe"

// packingSlack is what lists of entries hold besides those of W: zeros that fill rows up to
// the length of their neighbours, and where rows begin, once for each block of sources.
const packingSlack = 1.15

// Size returns how many bytes a product of a network of that many neurons and stored
// weights takes, and how many a Scratch grows to that works for it on blocks of that
// width. It is exact for the dense product, and for any other what the format needs that
// takes the most.
func Size[T Float](neurons, stored int, k Kind, width int) (product, scratch float64) {
	u, value := fastest[T](), float64(unsafe.Sizeof(T(0)))
	if u.chosen(neurons, stored, k, width) == Dense {
		product = float64(ceil(neurons, u.tile.rows)) * float64(ceil(neurons, unrolled)) * value
		stride := float64(ceil(width, u.tile.columns))
		return product, (float64(ceil(neurons, unrolled)) + blockRows) * stride * value
	}
	const source, start = 4, 4
	product = packingSlack*float64(stored)*(source+value) + start*float64(neurons)
	stride := float64(ceil(width, u.lanes))
	return product, 2 * float64(neurons) * stride * value
}

// chosen is Choose, given the counts alone.
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
