package integrator

import "math"

// Course is when the noise acts.
type Course uint8

// The courses. The sums of x xᵀ over all steps after an Impulse are, in expectation, the covariance
// that a stepper of a linear network converges to under Continuing noise; with a Cycle, the sums over
// the ends of all cycles.
const (
	Continuing Course = iota // in every step
	Impulse                  // in step 1 only: ζₙ = 0 for every other n; with a Cycle of L steps, in steps L … 2L−1 only
	Coarsened                // ζₙ = (ζ′₂ₙ + ζ′₂ₙ₊₁)/√2, ζ′ the increments that the same key gives a drive of half the step size
)

// impulsePeriod is the number of the period, of one step or of a cycle, in which an Impulse acts. It is
// not 0, so that a stepper that reads the increments of the next step too, as Leimkuhler–Matthews does,
// takes all of it.
const impulsePeriod = 1

// filler returns what draws the increments of that course.
func (n *increments[T]) filler(c Course) func([]T, position) {
	switch c {
	case Continuing:
		return n.draw
	case Impulse:
		return n.drawImpulse
	case Coarsened:
		return n.drawCoarsened
	}
	panic("integrator: the course of the noise is none of the constants")
}

func (n *increments[T]) drawImpulse(dst []T, p position) {
	if p.step/n.period == impulsePeriod {
		n.draw(dst, p)
		return
	}
	clear(dst)
}

func (n *increments[T]) drawCoarsened(dst []T, p position) {
	n.second = resize(n.second, len(dst))
	p.step *= 2
	n.draw(dst, p)
	p.step++
	n.draw(n.second, p)
	for k, z := range n.second {
		dst[k] = T(math.Sqrt2/2) * (dst[k] + z)
	}
}
