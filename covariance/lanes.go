package covariance

import "math"

// This file is the contract on the order of additions of Edges; that of Dense is in
// products.go. Both are frozen: a faster implementation must give the same bits.
//
// One sample of a block holds one deviation per neuron and replica. A sum over the
// replicas r = 0, 1, … of the block runs in eight lanes. Lane l starts from +0 and
// takes r = l, l+8, l+16, … in ascending order: plain terms by addition, products by
// fused multiply-add (math.FMA). Then
//
//	((l₀+l₄) + (l₂+l₆)) + ((l₁+l₅) + (l₃+l₇))
//
// is added to the block's running sum, which started from +0. Blocks are merged by
// adding their running sums in ascending order of the blocks.
//
// The rows below are padded with zeros to a multiple of eight replicas. A zero changes
// no lane but for the sign of a zero, which the running sum cannot show.

const lanes = 8

//go:generate go -C ../internal/_generate run ./covariance -out ../../covariance/sums_amd64.s -stubs ../../covariance/sums_amd64.go -pkg covariance

// addMoments adds one sample of every neuron, from rows of stride deviations, to its
// sum and to its sum of squares.
func addMoments(first, second, rows []float64, stride int) {
	for i := range first {
		u := rows[i*stride:][:stride]
		first[i] += laneSum(u)
		second[i] += laneDot(u, u)
	}
}

// addDistances adds one sample of the target's edges to their sums of squared distances.
func addDistances(sums []float64, edges []uint32, rows []float64, target, stride int) {
	u := rows[target*stride:][:stride]
	for k, e := range edges {
		sign := 1.0
		if e&inhibitory != 0 {
			sign = -1
		}
		v := rows[int(e&^inhibitory)*stride:][:stride]
		sums[k] += laneDistance(u, v, sign)
	}
}

// padded returns width rounded up to a multiple of the lanes.
func padded(width int) int { return (width + lanes - 1) / lanes * lanes }

// combine adds up the lanes.
func combine(l *[lanes]float64) float64 {
	return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}

// laneSum returns Σ_r u[r].
func laneSum(us []float64) float64 {
	var l0, l1, l2, l3, l4, l5, l6, l7 float64
	for ; len(us) >= lanes; us = us[lanes:] {
		u := (*[lanes]float64)(us)
		l0 += u[0]
		l1 += u[1]
		l2 += u[2]
		l3 += u[3]
		l4 += u[4]
		l5 += u[5]
		l6 += u[6]
		l7 += u[7]
	}
	return combine(&[lanes]float64{l0, l1, l2, l3, l4, l5, l6, l7})
}

// laneDot returns Σ_r u[r] v[r].
func laneDot(us, vs []float64) float64 {
	var l0, l1, l2, l3, l4, l5, l6, l7 float64
	for ; len(us) >= lanes && len(vs) >= lanes; us, vs = us[lanes:], vs[lanes:] {
		u, v := (*[lanes]float64)(us), (*[lanes]float64)(vs)
		l0 = math.FMA(u[0], v[0], l0)
		l1 = math.FMA(u[1], v[1], l1)
		l2 = math.FMA(u[2], v[2], l2)
		l3 = math.FMA(u[3], v[3], l3)
		l4 = math.FMA(u[4], v[4], l4)
		l5 = math.FMA(u[5], v[5], l5)
		l6 = math.FMA(u[6], v[6], l6)
		l7 = math.FMA(u[7], v[7], l7)
	}
	return combine(&[lanes]float64{l0, l1, l2, l3, l4, l5, l6, l7})
}

// laneDistance returns Σ_r y², where y = u[r] − sign·v[r] is rounded once; sign is +1
// or −1.
func laneDistance(us, vs []float64, sign float64) float64 {
	var l0, l1, l2, l3, l4, l5, l6, l7 float64
	for ; len(us) >= lanes && len(vs) >= lanes; us, vs = us[lanes:], vs[lanes:] {
		u, v := (*[lanes]float64)(us), (*[lanes]float64)(vs)
		y0 := u[0] - float64(sign*v[0])
		l0 = math.FMA(y0, y0, l0)
		y1 := u[1] - float64(sign*v[1])
		l1 = math.FMA(y1, y1, l1)
		y2 := u[2] - float64(sign*v[2])
		l2 = math.FMA(y2, y2, l2)
		y3 := u[3] - float64(sign*v[3])
		l3 = math.FMA(y3, y3, l3)
		y4 := u[4] - float64(sign*v[4])
		l4 = math.FMA(y4, y4, l4)
		y5 := u[5] - float64(sign*v[5])
		l5 = math.FMA(y5, y5, l5)
		y6 := u[6] - float64(sign*v[6])
		l6 = math.FMA(y6, y6, l6)
		y7 := u[7] - float64(sign*v[7])
		l7 = math.FMA(y7, y7, l7)
	}
	return combine(&[lanes]float64{l0, l1, l2, l3, l4, l5, l6, l7})
}
