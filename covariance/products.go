package covariance

import "math"

// This file is the contract on the order of additions of Dense. It is frozen: a faster
// implementation must give the same bits.
//
// The sum of each pair of neurons starts from +0 and takes the samples of the block in
// ascending order of time, those of one time in ascending order of the replica, each by
// one fused multiply-add:
//
//	second[i][j] = math.FMA(u[i][r], u[j][r], second[i][j])
//
// The sum of a neuron's deviations is that of its products with 1. Blocks are merged by
// adding their sums in ascending order of the blocks.
//
// An implementation may buffer samples and add many at once, as the rank-k update of a
// symmetric matrix.

// portableSide is the side of the tiles of addProducts.
const portableSide = 12

// addProducts adds the products of depth samples to count consecutive square tiles: tile t
// pairs the neurons of panel a with those of panel t of b. panel[k*side+i] is the k-th
// sample of neuron i. The panels of b begin stride values apart.
func addProducts(tiles, a, b []float64, count, depth, stride int) {
	for t := range count {
		for k := range depth {
			u, v := a[k*portableSide:][:portableSide], b[t*stride+k*portableSide:][:portableSide]
			for i, ui := range u {
				row := tiles[(t*portableSide+i)*portableSide:][:portableSide]
				for j, vj := range v {
					row[j] = math.FMA(ui, vj, row[j])
				}
			}
		}
	}
}
