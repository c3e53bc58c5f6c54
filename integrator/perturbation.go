package integrator

import (
	"math"
	"slices"

	"noiseprune/noise"
)

// solvedRows is how many edges or neurons have their noise drawn at a time: a multiple of four, which
// package noise draws together.
const solvedRows = 256

// perturb writes f: first the slack of each neuron, then the edges in ascending order.
func (s *Sampler) perturb(b *Block[float64]) {
	n, width := b.Neurons, b.Width
	drawn := s.draw(b, n+s.net.Edges())
	for i := 0; i < n; {
		for z := drawn.take(n - i); len(z) > 0; z = z[width:] {
			f := s.force[i*width:][:width]
			for r, v := range z[:width] {
				f[r] = s.slack[i] * v
			}
			i++
		}
	}
	for i := range n {
		sources, weights := s.net.Weights().Row(i)
		below, _ := slices.BinarySearch(sources, int32(i))
		for k := 0; k < below; {
			z := drawn.take(below - k)
			end := k + len(z)/width
			s.scatter(i, sources[k:end], weights[k:end], z, width)
			k = end
		}
	}
}

// scatter adds the noise of some edges onto neuron i to f.
func (s *Sampler) scatter(i int, sources []int32, weights, zeta []float64, width int) {
	roots, opposites := s.roots[:len(weights)], s.opposites[:len(weights)]
	for k, w := range weights {
		roots[k] = math.Sqrt(math.Abs(w))
		opposites[k] = -math.Copysign(roots[k], w)
	}
	s.loops.Scatter(s.force, i, sources, roots, opposites, zeta, width)
}

// drawnRows are the numbers ζ of consecutive neurons and edges in every replica, some of which are drawn ahead.
type drawnRows struct {
	fill         func(first, count int, zeta []float64)
	zeta         []float64 // of solvedRows numbers
	width, count int       // of all numbers
	next, drawn  int       // the number that is next, and the first that is not drawn
}

// draw returns ζ of all numbers below count.
func (s *Sampler) draw(b *Block[float64], count int) *drawnRows {
	fill := noise.FillNormals[float64]
	if s.drive.Increment == Rademacher {
		fill = noise.FillRademacher[float64]
	}
	s.zeta = resize(s.zeta, solvedRows*b.Width)
	return &drawnRows{zeta: s.zeta, width: b.Width, count: count, fill: func(first, count int, zeta []float64) {
		fill(s.drive.Key, zeta, b.Step, first, count, b.FirstReplica, b.Width)
	}}
}

// take returns the next rows, at least one and at most that many. They are valid until the next call.
func (d *drawnRows) take(most int) []float64 {
	if d.next == d.drawn {
		count := min(solvedRows, d.count-d.drawn)
		d.fill(d.drawn, count, d.zeta[:count*d.width])
		d.drawn += count
	}
	at, count := d.next%solvedRows, min(most, d.drawn-d.next)
	d.next += count
	return d.zeta[at*d.width : (at+count)*d.width]
}
