package kernel

import "math"

// portable returns the unit in plain Go.
func portable[T Float]() unit[T] { return asUnit[T](portableFloat64, portableFloat32) }

func portableFloat64() unit[float64] {
	return unit[float64]{
		name: "portable", denseAbove: 0.95, lanes: 4, tile: tile{2, 4},
		dense:   portableDense,
		sparse:  []sparseRows[float64]{{1, portableSparse1}, {2, portableSparse2}},
		slices:  portableSlices,
		advance: portableAdvance, advanceTail: portableAdvance,
	}
}

// portableDense multiplies packed panels of two rows by a packed panel of four replicas.
func portableDense(y, weights, x []float64, panels, sources, stride int, resume bool, _, _ int) {
	for t := range panels {
		a := (*[4]float64)(y[2*t*stride:])
		b := (*[4]float64)(y[(2*t+1)*stride:])
		var a0, a1, a2, a3, b0, b1, b2, b3 float64
		if resume {
			a0, a1, a2, a3 = a[0], a[1], a[2], a[3]
			b0, b1, b2, b3 = b[0], b[1], b[2], b[3]
		}
		panel := weights[2*t*sources:][:2*sources]
		for j := range sources {
			w := (*[2]float64)(panel[2*j:])
			v := (*[4]float64)(x[4*j:])
			a0 = math.FMA(w[0], v[0], a0)
			a1 = math.FMA(w[0], v[1], a1)
			a2 = math.FMA(w[0], v[2], a2)
			a3 = math.FMA(w[0], v[3], a3)
			b0 = math.FMA(w[1], v[0], b0)
			b1 = math.FMA(w[1], v[1], b1)
			b2 = math.FMA(w[1], v[2], b2)
			b3 = math.FMA(w[1], v[3], b3)
		}
		*a = [4]float64{a0 + 0, a1 + 0, a2 + 0, a3 + 0}
		*b = [4]float64{b0 + 0, b1 + 0, b2 + 0, b3 + 0}
	}
}

// portableSparse1 multiplies stored rows by a packed panel of four replicas.
func portableSparse1(y, x []float64, starts []int32, sources []uint32, weights []float64, rows, stride int, resume bool) {
	for i := range rows {
		to := (*[4]float64)(y[i*stride:])
		var s [4]float64
		if resume {
			s = *to
		}
		for k := starts[i]; k < starts[i+1]; k++ {
			w := weights[k]
			v := (*[4]float64)(x[sources[k]*4:])
			s[0] = math.FMA(w, v[0], s[0])
			s[1] = math.FMA(w, v[1], s[1])
			s[2] = math.FMA(w, v[2], s[2])
			s[3] = math.FMA(w, v[3], s[3])
		}
		*to = [4]float64{s[0] + 0, s[1] + 0, s[2] + 0, s[3] + 0}
	}
}

// portableSparse2 multiplies stored rows by a packed panel of eight replicas.
func portableSparse2(y, x []float64, starts []int32, sources []uint32, weights []float64, rows, stride int, resume bool) {
	for i := range rows {
		to := (*[8]float64)(y[i*stride:])
		var s0, s1, s2, s3, s4, s5, s6, s7 float64
		if resume {
			s0, s1, s2, s3, s4, s5, s6, s7 = to[0], to[1], to[2], to[3], to[4], to[5], to[6], to[7]
		}
		for k := starts[i]; k < starts[i+1]; k++ {
			w := weights[k]
			v := (*[8]float64)(x[sources[k]*8:])
			s0 = math.FMA(w, v[0], s0)
			s1 = math.FMA(w, v[1], s1)
			s2 = math.FMA(w, v[2], s2)
			s3 = math.FMA(w, v[3], s3)
			s4 = math.FMA(w, v[4], s4)
			s5 = math.FMA(w, v[5], s5)
			s6 = math.FMA(w, v[6], s6)
			s7 = math.FMA(w, v[7], s7)
		}
		*to = [8]float64{s0 + 0, s1 + 0, s2 + 0, s3 + 0, s4 + 0, s5 + 0, s6 + 0, s7 + 0}
	}
}

// portableSlices multiplies slices of rows by one replica.
func portableSlices(y, x []float64, starts []int32, sources []uint16, weights []float64, slices int, resume bool) {
	for s := range slices {
		sums := (*[sliceRows]float64)(y[s*sliceRows:])
		if !resume {
			clear(sums[:])
		}
		for k := int(starts[s]) * sliceRows; k < int(starts[s+1])*sliceRows; k += sliceRows {
			from, w := (*[sliceRows]uint16)(sources[k:]), (*[sliceRows]float64)(weights[k:])
			for i := range sums {
				sums[i] = math.FMA(w[i], x[from[i]], sums[i])
			}
		}
		for i := range sums {
			sums[i] += 0
		}
	}
}

// portableAdvance takes the step of len(leak) neurons, in the first count of their width
// replicas.
func portableAdvance(x, products, zeta, leak, input, steps, noiseScales []float64, count, width, stride int, floor, bound float64) bool {
	within := true
	for i, d := range leak {
		row, product, increments := x[i*width:][:count], products[i*stride:][:count], zeta[i*width:][:count]
		for r, v := range row {
			u := product[r] + input[i]
			if !(u > floor) {
				u = floor
			}
			v = math.FMA(noiseScales[i], increments[r], math.FMA(steps[i], math.FMA(-d, v, u), v))
			row[r] = v
			within = within && -bound <= v && v <= bound
		}
	}
	return within
}
