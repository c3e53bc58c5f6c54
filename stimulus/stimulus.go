package stimulus

import (
	"fmt"
	"math"
	"slices"
)

// Stimulus is the sum of terms for the neurons of a network. It does not change, and any number of
// goroutines may use it.
type Stimulus struct {
	neurons []int // ascending
	terms   []resolved
	texts   []Term
	files   map[string]Series
}

// resolved is a term whose neurons and data are known.
type resolved struct {
	slots []int // where each of its neurons stands in Stimulus.neurons
	input input
}

// input is u(t) of the neurons of one term, which stand in these slots of dst.
type input interface {
	addMean(dst []float64, slots []int, from, to float64)
	addAt(dst []float64, slots []int, t float64)
	lastChange() (t float64, ends bool)
	appendIdentity(data []byte) []byte
}

// Resolve returns the stimulus of the terms for a network of n neurons, which have labels or nil. read
// is asked for the files of samples; it may be nil where no term has one. An error says which term it
// is that names no neuron, one that could be another, or one twice, or whose file does not fit.
// Resolve panics unless there is a label for each neuron or none, and for a zero Term.
func Resolve(terms []Term, labels []string, n int, read ReadSeries) (*Stimulus, error) {
	if labels != nil && len(labels) != n {
		panic(fmt.Sprintf("stimulus: %d labels for %d neurons", len(labels), n))
	}
	s := &Stimulus{terms: make([]resolved, len(terms)), texts: terms, files: map[string]Series{}}
	keeping := func(path string) (Series, error) {
		found, err := read(path)
		s.files[path] = found
		return found, err
	}
	chosen := make([][]int, len(terms))
	for k, t := range terms {
		var err error
		if chosen[k], s.terms[k].input, err = t.resolve(labels, n, keeping); err != nil {
			return nil, fmt.Errorf("stimulus %s: %w", shown(t.String()), err)
		}
		s.neurons = append(s.neurons, chosen[k]...)
	}
	slices.Sort(s.neurons)
	s.neurons = slices.Compact(s.neurons)
	for k, neurons := range chosen {
		for _, i := range neurons {
			slot, _ := slices.BinarySearch(s.neurons, i)
			s.terms[k].slots = append(s.terms[k].slots, slot)
		}
	}
	return s, nil
}

// resolve returns the neurons of the term, in the order in which they are named, and their input.
func (t Term) resolve(labels []string, n int, read ReadSeries) ([]int, input, error) {
	if t.course == nil {
		panic("stimulus: a Term that was not parsed")
	}
	chosen, err := neurons(t.targets, labels, n)
	if err != nil {
		return nil, nil, err
	}
	var names []string
	for _, i := range chosen {
		if labels != nil {
			names = append(names, labels[i])
		}
	}
	u, err := t.course.resolve(len(chosen), names, read)
	return chosen, u, err
}

// Terms returns the terms. They must not be changed.
func (s *Stimulus) Terms() []Term { return s.texts }

// Neurons returns the numbers of the neurons that have an input, ascending. It must not be changed.
func (s *Stimulus) Neurons() []int { return s.neurons }

// AddMean adds to dst[k], for the k-th of Neurons, the mean of its input
//
//	(1/(to − from)) ∫ u(t) dt  over from … to
//
// term after term. It panics unless from < to, both finite, and dst has a value for each neuron.
func (s *Stimulus) AddMean(dst []float64, from, to float64) {
	if !(from < to) || math.IsInf(from, 0) || math.IsInf(to, 0) {
		panic(fmt.Sprintf("stimulus: mean from %v to %v", from, to))
	}
	s.check(dst)
	for _, t := range s.terms {
		t.input.addMean(dst, t.slots, from, to)
	}
}

// At returns u(t) of each of Neurons; where it jumps, the value after the jump. It panics unless t is
// finite.
func (s *Stimulus) At(t float64) []float64 {
	if math.IsNaN(t) || math.IsInf(t, 0) {
		panic(fmt.Sprintf("stimulus: value at %v", t))
	}
	u := make([]float64, len(s.neurons))
	for _, term := range s.terms {
		term.input.addAt(u, term.slots, t)
	}
	return u
}

func (s *Stimulus) check(dst []float64) {
	if len(dst) != len(s.neurons) {
		panic(fmt.Sprintf("stimulus: %d values for %d neurons", len(dst), len(s.neurons)))
	}
}

// LastChange returns the time from which all inputs are constant: −Inf where they always are. ends is
// false, and the time +Inf, where they go on changing, as a sine without an end does.
func (s *Stimulus) LastChange() (t float64, ends bool) {
	last := math.Inf(-1)
	for _, term := range s.terms {
		t, ends := term.input.lastChange()
		if !ends {
			return math.Inf(1), false
		}
		last = math.Max(last, t)
	}
	return last, true
}
