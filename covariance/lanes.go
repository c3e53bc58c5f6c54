package covariance

import "math"

// This file is the contract on the order of additions of Edges; that of Dense is in
// products.go. Both are fixed: a faster implementation must give the same bits.
//
// One sample of a block holds one deviation per neuron and replica. Each sum over the
// replicas and times of the block is kept in eight lanes, which start from +0. Lane l takes
// the replicas r = l, l+8, l+16, … of a sample in ascending order, and the samples in the
// order of time: plain terms by addition, products by fused multiply-add (math.FMA). When
// the block is complete, its sum is
//
//	((l₀+l₄) + (l₂+l₆)) + ((l₁+l₅) + (l₃+l₇))
//
// Blocks are merged by adding their sums in ascending order of the blocks.
//
// The replicas of a lane are a group: groups are independent of one another, so that the
// differences between them give standard errors (groups.go). In a block of fewer than eight
// replicas only the first lanes are groups.
//
// The rows below are padded with zeros to a multiple of eight replicas. A zero changes
// no lane, which is never −0.

const lanes = 8

//go:generate go -C ../internal/_generate run ./covariance -out ../../covariance/sums_amd64.s -stubs ../../covariance/sums_amd64.go -pkg covariance

// addMoments adds one sample of every neuron, from rows of stride deviations, to the lanes
// of its sum and of its sum of squares.
func addMoments(first, second, rows []float64, stride int) {
	for i := range len(first) / lanes {
		sum, square := (*[lanes]float64)(first[i*lanes:]), (*[lanes]float64)(second[i*lanes:])
		for us := rows[i*stride:][:stride]; len(us) >= lanes; us = us[lanes:] {
			for l, u := range (*[lanes]float64)(us) {
				sum[l] += u
				square[l] = math.FMA(u, u, square[l])
			}
		}
	}
}

// addDistances adds one sample of the target's edges to the lanes of their sums of squared
// distances y², where y = u[r] − sign·v[r] is rounded once.
func addDistances(sums []float64, edges []uint32, rows []float64, target, stride int) {
	for k, e := range edges {
		sum := (*[lanes]float64)(sums[k*lanes:])
		us, vs := rows[target*stride:][:stride], rows[int(e&^inhibitory)*stride:][:stride]
		sign := 1.0
		if e&inhibitory != 0 {
			sign = -1
		}
		for ; len(us) >= lanes && len(vs) >= lanes; us, vs = us[lanes:], vs[lanes:] {
			u, v := (*[lanes]float64)(us), (*[lanes]float64)(vs)
			for l := range sum {
				y := u[l] - float64(sign*v[l])
				sum[l] = math.FMA(y, y, sum[l])
			}
		}
	}
}

// padded returns width rounded up to a multiple of the lanes.
func padded(width int) int { return (width + lanes - 1) / lanes * lanes }

// combine adds up the lanes.
func combine(l *[lanes]float64) float64 {
	return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}

// laneSum returns Σ_r u[r], in lanes.
func laneSum(us []float64) float64 {
	var l [lanes]float64
	for ; len(us) >= lanes; us = us[lanes:] {
		for k, u := range (*[lanes]float64)(us) {
			l[k] += u
		}
	}
	return combine(&l)
}

// laneDot returns Σ_r u[r] v[r], in lanes.
func laneDot(us, vs []float64) float64 {
	var l [lanes]float64
	for ; len(us) >= lanes && len(vs) >= lanes; us, vs = us[lanes:], vs[lanes:] {
		u, v := (*[lanes]float64)(us), (*[lanes]float64)(vs)
		for k := range l {
			l[k] = math.FMA(u[k], v[k], l[k])
		}
	}
	return combine(&l)
}
