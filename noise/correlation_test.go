package noise

import (
	"math"
	"testing"
)

// shift is the position of a value relative to another.
type shift struct {
	name            string
	key             Key
	step            uint64
	neuron, replica int
}

// shifts are the neighbours that share a pair, a block, a counter word or a key word, or
// differ in a single bit of one.
func shifts() []shift {
	k := Key{20201126, Drive}
	return []shift{
		{"next neuron", k, 0, 1, 0}, // every other one is the sine of the same angle
		{"neuron + 2", k, 0, 2, 0},  // the other half of the block
		{"neuron + 3", k, 0, 3, 0},
		{"neuron + 4", k, 0, 4, 0}, // the next block
		{"neuron + 16", k, 0, 16, 0},
		{"neuron + 32", k, 0, 32, 0},   // the next word of a block of signs
		{"neuron + 128", k, 0, 128, 0}, // the next block of signs
		{"next replica", k, 0, 0, 1},
		{"replica + 64", k, 0, 0, 64},
		{"replica + 2^16", k, 0, 0, 1 << 16},
		{"next step", k, 1, 0, 0},
		{"step + 2^32", k, 1 << 32, 0, 0},
		{"step + 2^55", k, 1 << 55, 0, 0},
		{"next neuron, next replica", k, 0, 4, 1},
		{"next purpose", Key{k.Seed, Trajectory}, 0, 0, 0},
		{"last purpose", Key{k.Seed, 127}, 0, 0, 0},
		{"next seed", Key{k.Seed + 1, Drive}, 0, 0, 0},
		{"seed + 2^32", Key{k.Seed + 1<<32, Drive}, 0, 0, 0},
		{"seed + 2^63", Key{k.Seed + 1<<63, Drive}, 0, 0, 0},
	}
}

const (
	correlatedNeurons = 256
	correlatedWidth   = 64
	correlatedSteps   = 64
)

// eachShift calls visit with a million values of f and their neighbours, in portions.
func eachShift(s shift, f fill, visit func(x, y []float64)) {
	x := make([]float64, correlatedNeurons*correlatedWidth)
	y := make([]float64, len(x))
	for step := range uint64(correlatedSteps) {
		f(Key{20201126, Drive}, x, step, 0, correlatedNeurons, 0, correlatedWidth)
		f(s.key, y, step+s.step, s.neuron, correlatedNeurons, s.replica, correlatedWidth)
		visit(x, y)
	}
}

const correlated = correlatedNeurons * correlatedWidth * correlatedSteps

// scores collects sums that are standard normal if there is no correlation.
type scores struct{ tests, beyond2 int }

func (s *scores) add(t *testing.T, name string, score float64) {
	s.tests++
	if math.Abs(score) > 2 {
		s.beyond2++
	}
	if !(math.Abs(score) < 4) {
		t.Errorf("%s: %.1f standard errors from 0", name, score)
	}
}

// check expects 4.55 % of the scores beyond 2, with four standard errors to spare.
func (s *scores) check(t *testing.T) {
	want := 0.0455 * float64(s.tests)
	if limit := want + 4*math.Sqrt(want); float64(s.beyond2) > limit {
		t.Errorf("%d of %d scores are beyond 2 standard errors, want %.1f, at most %.1f", s.beyond2, s.tests, want, limit)
	}
}

// TestNormalCorrelations looks for dependence between neighbours in their values, their
// squares, and between values and squares: 76 correlations of a million pairs each, none
// of which is beyond four standard errors, 0.004 (probability 0.5 % of missing one).
func TestNormalCorrelations(t *testing.T) {
	var all scores
	for _, s := range shifts() {
		var values, squares, mixed, mixed2 float64
		eachShift(s, Key.FillNormals, func(x, y []float64) {
			for i, v := range x {
				p, q := v*v-1, y[i]*y[i]-1
				values += v * y[i]
				squares += p * q
				mixed += v * q
				mixed2 += p * y[i]
			}
		})
		root := math.Sqrt(correlated)
		all.add(t, s.name+", values", values/root)
		all.add(t, s.name+", squares", squares/(2*root))
		all.add(t, s.name+", value and square", mixed/(math.Sqrt2*root))
		all.add(t, s.name+", square and value", mixed2/(math.Sqrt2*root))
	}
	all.check(t)
}
