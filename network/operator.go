package network

import "math"

// operator is A = W − D as a linear operator. Every sum runs in a fixed order with explicit
// fused multiply-add, so that its bits do not depend on the machine.
type operator struct {
	weights *CSR
	leak    []float64
}

func operatorOf(n *Network) operator {
	return operator{weights: n.parts.Weights, leak: n.parts.Leak}
}

func (a operator) order() int { return a.weights.Order() }

// applyTo sets dst = A x.
func (a operator) applyTo(dst, x []float64) {
	for i := range dst {
		sum := -a.leak[i] * x[i]
		sources, weights := a.weights.Row(i)
		for k, j := range sources {
			sum = math.FMA(weights[k], x[j], sum)
		}
		dst[i] = sum
	}
}

// timesProduct returns A (B x).
func (a operator) timesProduct(b operator, x []float64) []float64 {
	inner, outer := make([]float64, len(x)), make([]float64, len(x))
	b.applyTo(inner, x)
	a.applyTo(outer, inner)
	return outer
}

func (a operator) transpose() operator {
	return operator{weights: a.weights.Transpose(), leak: a.leak}
}

// absolute returns the operator of |W| + |D|, whose entries are at least those of |A|.
func (a operator) absolute() operator {
	positive := &CSR{start: a.weights.start, source: a.weights.source, weight: make([]float64, a.weights.Stored())}
	for k, w := range a.weights.weight {
		positive.weight[k] = math.Abs(w)
	}
	leak := make([]float64, len(a.leak))
	for i, d := range a.leak {
		leak[i] = -math.Abs(d)
	}
	return operator{weights: positive, leak: leak}
}

// restrict returns the operator of the rows and columns of some neurons, given in
// ascending order. place is scratch: a −1 for every neuron of a, before and after.
func (a operator) restrict(neurons []int, place []int32) operator {
	for k, i := range neurons {
		place[i] = int32(k)
	}
	part := operator{weights: &CSR{start: make([]int, 1, len(neurons)+1)}, leak: make([]float64, len(neurons))}
	for k, i := range neurons {
		part.leak[k] = a.leak[i]
		sources, weights := a.weights.Row(i)
		for s, j := range sources {
			if place[j] >= 0 {
				part.weights.source = append(part.weights.source, place[j])
				part.weights.weight = append(part.weights.weight, weights[s])
			}
		}
		part.weights.start = append(part.weights.start, len(part.weights.source))
	}
	for _, i := range neurons {
		place[i] = -1
	}
	return part
}

// dot returns Σ x_i y_i, in four interleaved sums that are added at the end.
func dot(x, y []float64) float64 {
	var sum [4]float64
	k := 0
	for ; k+4 <= len(x); k += 4 {
		a, b := x[k:k+4:k+4], y[k:k+4:k+4]
		sum[0] = math.FMA(a[0], b[0], sum[0])
		sum[1] = math.FMA(a[1], b[1], sum[1])
		sum[2] = math.FMA(a[2], b[2], sum[2])
		sum[3] = math.FMA(a[3], b[3], sum[3])
	}
	for ; k < len(x); k++ {
		sum[0] = math.FMA(x[k], y[k], sum[0])
	}
	return (sum[0] + sum[1]) + (sum[2] + sum[3])
}

// smallestSquare is the sum of squares below which terms of it may have lost digits.
const smallestSquare = 1e-280

// norm returns ‖x‖. Where the squares leave the range of float64, it is computed from x divided by
// its largest magnitude.
func norm(x []float64) float64 {
	square := dot(x, x)
	if square >= smallestSquare && !math.IsInf(square, 0) {
		return math.Sqrt(square)
	}
	largest := 0.0
	for _, v := range x {
		largest = max(largest, math.Abs(v))
	}
	if largest == 0 || math.IsInf(largest, 0) || math.IsNaN(largest) {
		return largest
	}
	scaled := make([]float64, len(x))
	for i, v := range x {
		scaled[i] = v / largest
	}
	return largest * math.Sqrt(dot(scaled, scaled))
}

// addScaled sets y = y + alpha x.
func addScaled(y []float64, alpha float64, x []float64) {
	for i, v := range x {
		y[i] = math.FMA(alpha, v, y[i])
	}
}

// fixedVector returns n numbers in [−1, 1) without structure, the same on every call:
// SplitMix64 (Steele, Lea & Flood, OOPSLA 2014) started at the given stream. They start
// iterations; an eigenvector orthogonal to them is improbable. Simulations do not use them.
func fixedVector(n int, stream uint64) []float64 {
	x := make([]float64, n)
	state := stream << 40
	for i := range x {
		state += 0x9e3779b97f4a7c15
		z := state
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		z ^= z >> 31
		x[i] = (float64(z>>11) - 0x1p52) * 0x1p-52
	}
	return x
}
