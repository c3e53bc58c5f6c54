package network

import "math"

// Discs are Gershgorin's discs of A, one for each neuron, about the centre A_ii. Every
// eigenvalue lies in one of them.
type Discs struct {
	Right  float64 // max_i A_ii + r_i: no eigenvalue has a larger real part
	Left   float64 // min_i A_ii − r_i: none has a smaller one
	Radius float64 // max_i |A_ii| + r_i: none has a larger modulus
}

// Bounds are what Gershgorin's theorem says about the eigenvalues of A, with the
// radii Σ_{j≠i} |A_ij| of the rows, and with those of the columns.
type Bounds struct {
	Rows, Columns Discs
}

// roundingShare is the relative rounding that decisions on row sums allow for: a
// quantity counts as zero when it is below this share of the numbers it was summed from.
const roundingShare = 1e-12

// Gershgorin returns the bounds. All sums are made in ascending order of the neurons,
// so that their bits are the same on every machine.
func (n *Network) Gershgorin() Bounds {
	columnSums := make([]float64, n.Neurons())
	for i := range n.Neurons() {
		sources, weights := n.parts.Weights.Row(i)
		for k, j := range sources {
			if int(j) != i {
				columnSums[j] += math.Abs(weights[k])
			}
		}
	}
	centres := n.Diagonal()
	return Bounds{Rows: enclose(centres, n.Weights().RowSums()), Columns: enclose(centres, columnSums)}
}

// enclose returns the extent of all discs, or zeros if there are none.
func enclose(centres, radii []float64) Discs {
	if len(centres) == 0 {
		return Discs{}
	}
	d := Discs{Right: math.Inf(-1), Left: math.Inf(1)}
	for i, c := range centres {
		d.Right = max(d.Right, c+radii[i])
		d.Left = min(d.Left, c-radii[i])
		d.Radius = max(d.Radius, math.Abs(c)+radii[i])
	}
	return d
}

// Right returns the better of both bounds on the largest real part.
func (b Bounds) Right() float64 { return min(b.Rows.Right, b.Columns.Right) }

// Left returns the better of both bounds on the smallest real part.
func (b Bounds) Left() float64 { return max(b.Rows.Left, b.Columns.Left) }

// Radius returns the better of both bounds on the modulus.
func (b Bounds) Radius() float64 { return min(b.Rows.Radius, b.Columns.Radius) }

// Stable reports whether the discs of the rows, or those of the columns, lie in the
// open left half plane, by more than rounding.
func (b Bounds) Stable() bool { return b.Right() < -roundingShare*b.Radius() }

// LargestStep returns a step up to which Euler–Maruyama is stable, and whether the
// discs give one. For a disc in the closed left half plane, |1 + hλ| ≤ 1 for every
//
//	h ≤ 2 / (|A_ii| + r_i)
//
// so the step is 2/Radius of the rows or of the columns, the larger one where both sets
// of discs lie in the left half plane.
func (b Bounds) LargestStep() (step float64, ok bool) {
	for _, d := range []Discs{b.Rows, b.Columns} {
		if d.Radius > 0 && d.Right <= roundingShare*d.Radius {
			step, ok = max(step, 2/d.Radius), true
		}
	}
	return step, ok
}
