package kernel

// portableFloat32 returns the unit in plain Go for single precision. Go has no fused
// multiply-add of float32, so it is slow; it is the specification.
func portableFloat32() unit[float32] {
	return unit[float32]{
		name: "portable", denseAbove: 0.95, lanes: 4, tile: tile{2, 4},
		dense:   portableDense32,
		sparse:  []sparseRows[float32]{{1, portableSparse32}},
		slices:  portableSlices32,
		advance: portableAdvance32, advanceTail: portableAdvance32,
	}
}

// portableDense32 multiplies packed panels of two rows by a packed panel of four replicas.
func portableDense32(y, weights, x []float32, panels, sources, stride int, resume bool, _, _ int) {
	for i := range 2 * panels {
		panel := weights[i/2*2*sources+i%2:]
		for c := range 4 {
			var sum float32
			if resume {
				sum = y[i*stride+c]
			}
			for j := range sources {
				sum = fma32(panel[2*j], x[4*j+c], sum)
			}
			y[i*stride+c] = sum + 0
		}
	}
}

// portableSparse32 multiplies stored rows by a packed panel of four replicas.
func portableSparse32(y, x []float32, starts []int32, sources []uint32, weights []float32, rows, stride int, resume bool) {
	for i := range rows {
		for c := range 4 {
			var sum float32
			if resume {
				sum = y[i*stride+c]
			}
			for k := starts[i]; k < starts[i+1]; k++ {
				sum = fma32(weights[k], x[int(sources[k])*4+c], sum)
			}
			y[i*stride+c] = sum + 0
		}
	}
}

// portableSlices32 multiplies slices of rows by one replica.
func portableSlices32(y, x []float32, starts []int32, sources []uint16, weights []float32, slices int, resume bool) {
	for s := range slices {
		for i := range sliceRows {
			var sum float32
			if resume {
				sum = y[s*sliceRows+i]
			}
			for k := int(starts[s])*sliceRows + i; k < int(starts[s+1])*sliceRows; k += sliceRows {
				sum = fma32(weights[k], x[sources[k]], sum)
			}
			y[s*sliceRows+i] = sum + 0
		}
	}
}

// portableAdvance32 takes the step of len(leak) neurons, in the first count of their width
// replicas.
func portableAdvance32(x, products, zeta, leak, input, steps, noiseScales []float32, count, width, stride int, floor, bound float32) bool {
	within := true
	for i, d := range leak {
		row, product, increments := x[i*width:][:count], products[i*stride:][:count], zeta[i*width:][:count]
		for r, v := range row {
			u := product[r] + input[i]
			if !(u > floor) {
				u = floor
			}
			v = fma32(noiseScales[i], increments[r], fma32(steps[i], fma32(-d, v, u), v))
			row[r] = v
			within = within && -bound <= v && v <= bound
		}
	}
	return within
}
