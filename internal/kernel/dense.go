package kernel

import (
	"math"

	"noiseprune/network"
)

// portableDenseAbove is the density of W from which the portable dense product is the
// faster of the two portable ones, by BenchmarkMultiply.
const portableDenseAbove = 0.95

// dense holds all N² weights, row after row.
type dense struct {
	order  int
	weight []float64
}

func newDense(w *network.CSR) dense {
	n := w.Order()
	d := dense{order: n, weight: make([]float64, n*n)}
	for i := range n {
		sources, weights := w.Row(i)
		for k, j := range sources {
			d.weight[i*n+int(j)] = weights[k]
		}
	}
	return d
}

// Order returns the number of neurons.
func (d dense) Order() int { return d.order }

// Multiply writes W x into y, two rows by four replicas at a time, which is what the
// registers of a scalar loop hold.
func (d dense) Multiply(y, x []float64, width int) {
	checkLengths(y, x, d.order, width)
	n := d.order
	for i := 0; i < n; i += 2 {
		first := d.weight[i*n : (i+1)*n]
		second := first
		if i+1 < n {
			second = d.weight[(i+1)*n : (i+2)*n]
		}
		last := min(i+1, n-1)
		r := 0
		for ; r+4 <= width; r += 4 {
			denseTile((*[4]float64)(y[i*width+r:]), (*[4]float64)(y[last*width+r:]), first, second, x, width, r)
		}
		for ; r < width; r++ {
			y[i*width+r] = denseOne(first, x, width, r)
			y[last*width+r] = denseOne(second, x, width, r)
		}
	}
}

// denseTile sets a and b to the products of two rows of W with replicas r … r+3. Both
// rows may be the same one.
func denseTile(a, b *[4]float64, first, second, x []float64, width, r int) {
	var a0, a1, a2, a3, b0, b1, b2, b3 float64
	second = second[:len(first)]
	for j, u := range first {
		w := second[j]
		v := (*[4]float64)(x[j*width+r:])
		a0 = math.FMA(u, v[0], a0)
		a1 = math.FMA(u, v[1], a1)
		a2 = math.FMA(u, v[2], a2)
		a3 = math.FMA(u, v[3], a3)
		b0 = math.FMA(w, v[0], b0)
		b1 = math.FMA(w, v[1], b1)
		b2 = math.FMA(w, v[2], b2)
		b3 = math.FMA(w, v[3], b3)
	}
	*a = [4]float64{a0 + 0, a1 + 0, a2 + 0, a3 + 0}
	*b = [4]float64{b0 + 0, b1 + 0, b2 + 0, b3 + 0}
}

func denseOne(weights, x []float64, width, r int) float64 {
	var sum float64
	for j, w := range weights {
		sum = math.FMA(w, x[j*width+r], sum)
	}
	return sum + 0
}
