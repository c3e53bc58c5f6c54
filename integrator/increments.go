package integrator

import (
	"fmt"

	"noiseprune/noise"
)

// increments draws the increments ζ of a block's steps: some rows at a time, or all rows.
// In the second case it keeps those of the last two steps: the two that Leimkuhler–Matthews
// averages, or the one that several steppers share.
type increments[T Float] struct {
	key    noise.Key
	kind   Increment
	course Course
	period uint64 // steps of a cycle, else 1
	fill   func(dst []T, p position)
	held   [2]position // of zeta; the zero position, of width 0, where there is none
	zeta   [2][]T

	sources *sources[T] // nil for plain noise

	shared bool
	chunk  []T
	second []T // of drawCoarsened
	family []T // of fillFamilies
}

func newIncrements[T Float](d Drive) *increments[T] {
	n := &increments[T]{key: d.Key, kind: d.Increment, course: d.Course, period: d.period()}
	n.fill = n.filler(d.Course)
	return n
}

// position identifies what is drawn for one step of one block.
type position struct {
	step                                                uint64
	firstNeuron, neurons, width, firstReplica, families int
}

// chunkRows is the number of neurons whose increments are drawn at a time where they are used
// immediately: few enough that they are still in the L1 cache then, many enough that the setup
// of package noise for each draw is negligible, and a multiple of the four neurons that it
// draws together.
const chunkRows = 48

// rowsOf returns the rows of ζ of neurons i … i+count−1, all of one chunk.
type rowsOf[T Float] func(i, count int) []T

// rowsIn returns rows of the given values.
func rowsIn[T Float](values []T, width int) rowsOf[T] {
	return func(i, count int) []T { return values[i*width:][:count*width] }
}

// rows returns the rows of ζ at that step. The result must be called with neurons in
// ascending order, and rows are valid until the next call.
func (n *increments[T]) rows(b *Block[T], step uint64) rowsOf[T] {
	if n.shared {
		return rowsIn(n.at(b, step), b.Width)
	}
	n.chunk = resize(n.chunk, chunkRows*b.Width)
	return func(i, count int) []T {
		k := i % chunkRows
		if k == 0 {
			neurons := min(chunkRows, b.Neurons-i)
			n.fillFamilies(n.chunk[:neurons*b.Width], b.of(step, i, neurons))
		}
		return n.chunk[k*b.Width:][:count*b.Width]
	}
}

// at returns ζ of the block at that step, ζ[i*Width+r].
func (n *increments[T]) at(b *Block[T], step uint64) []T {
	slot := step % 2
	here := b.of(step, 0, b.Neurons)
	if n.held[slot] != here {
		n.zeta[slot] = resize(n.zeta[slot], len(b.State))
		n.fillFamilies(n.zeta[slot], here)
		n.held[slot] = here
	}
	return n.zeta[slot]
}

func (n *increments[T]) draw(dst []T, p position) {
	fill := noise.FillNormals[T]
	if n.kind == Rademacher {
		fill = noise.FillRademacher[T]
	}
	fill(n.key, dst, p.step, p.firstNeuron, p.neurons, p.firstReplica, p.width)
	if n.sources != nil {
		n.sources.mix(dst, p, fill, n.key)
	}
}

// ShareNoise lets steppers of the same noise draw each step's increments once, as long
// as they advance blocks of the same replicas in turn: networks compared under the same
// noise. It changes no bit. It panics if their noise differs, in the key, the kind, the course or the sources.
func ShareNoise[T Float](steppers ...Stepper[T]) {
	for _, s := range steppers[1:] {
		own, shared := s.ownNoise(), steppers[0].ownNoise()
		if own.key != shared.key || own.kind != shared.kind || own.course != shared.course || own.period != shared.period {
			panic(fmt.Sprintf("integrator: steppers of noise %v %v and %v %v cannot share it", shared.key, shared.kind, own.key, own.kind))
		}
		if !own.given().Equal(shared.given()) {
			panic("integrator: steppers of networks whose sources of noise differ cannot share it")
		}
		shared.shared = true
		s.shareNoise(shared)
	}
}
