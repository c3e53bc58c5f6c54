package kernel

import (
	"math"

	"noiseprune/network"
)

// sparse multiplies the stored weights only, row after row.
type sparse struct {
	w *network.CSR
}

// Order returns the number of neurons.
func (s sparse) Order() int { return s.w.Order() }

// Multiply writes W x into y.
func (s sparse) Multiply(y, x []float64, width int) {
	checkLengths(y, x, s.w.Order(), width)
	for i := range s.w.Order() {
		sources, weights := s.w.Row(i)
		row := y[i*width : (i+1)*width]
		r := 0
		for ; r+8 <= width; r += 8 {
			sparseRow8((*[8]float64)(row[r:]), sources, weights, x, width, r)
		}
		for ; r < width; r++ {
			row[r] = sparseOne(sources, weights, x, width, r)
		}
	}
}

// sparseRow8 sets dst to the products of one row of W with replicas r … r+7.
func sparseRow8(dst *[8]float64, sources []int32, weights, x []float64, width, r int) {
	var s0, s1, s2, s3, s4, s5, s6, s7 float64
	for k, j := range sources {
		w := weights[k]
		v := (*[8]float64)(x[int(j)*width+r:])
		s0 = math.FMA(w, v[0], s0)
		s1 = math.FMA(w, v[1], s1)
		s2 = math.FMA(w, v[2], s2)
		s3 = math.FMA(w, v[3], s3)
		s4 = math.FMA(w, v[4], s4)
		s5 = math.FMA(w, v[5], s5)
		s6 = math.FMA(w, v[6], s6)
		s7 = math.FMA(w, v[7], s7)
	}
	*dst = [8]float64{s0 + 0, s1 + 0, s2 + 0, s3 + 0, s4 + 0, s5 + 0, s6 + 0, s7 + 0}
}

func sparseOne(sources []int32, weights, x []float64, width, r int) float64 {
	var sum float64
	for k, j := range sources {
		sum = math.FMA(weights[k], x[int(j)*width+r], sum)
	}
	return sum + 0
}
