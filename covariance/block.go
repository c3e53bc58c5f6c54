package covariance

import "math"

// blockSums are the sums of a block under way, in lanes: values[k*lanes+l].
type blockSums struct {
	moments
	distance []float64 // Σy² of each edge, y = u_i − s u_j, indexed like edgeRows.packed
	early    moments   // at the end of the first half
	late     moments   // at the start of the second half
	half     []float64 // Σy² of each edge in the first half, the lanes combined
}

// moments are the lanes of Σu and Σu² of each neuron, u = x − ref.
type moments struct{ first, second []float64 }

func newMoments(neurons int) moments {
	return moments{make([]float64, neurons*lanes), make([]float64, neurons*lanes)}
}

// newBlockSums returns the sums of no samples. For an odd number of times the sample in the
// middle belongs to neither half of a neuron's sums: halves of one length have estimates of
// one distribution, whatever function of them is compared.
func newBlockSums(neurons, edges int, planned int64) *blockSums {
	b := &blockSums{
		moments: newMoments(neurons), early: newMoments(neurons),
		distance: make([]float64, edges*lanes), half: make([]float64, edges),
	}
	b.late = b.early
	if planned%2 == 1 {
		b.late = newMoments(neurons)
	}
	return b
}

// divide takes the sums of the halves when so many of the planned samples have been added.
func (b *blockSums) divide(times, planned int64) {
	if times == planned/2 {
		copy(b.early.first, b.first)
		copy(b.early.second, b.second)
		for k := range b.half {
			b.half[k] = combine(lanesAt(b.distance, k))
		}
	}
	if times == planned-planned/2 {
		copy(b.late.first, b.first)
		copy(b.late.second, b.second)
	}
}

func lanesAt(values []float64, k int) *[lanes]float64 { return (*[lanes]float64)(values[k*lanes:]) }

// values lists the sums for encoding.
func (b *blockSums) values() [][]float64 {
	values := [][]float64{b.first, b.second, b.early.first, b.early.second, b.distance, b.half}
	if &b.late.first[0] != &b.early.first[0] {
		values = append(values, b.late.first, b.late.second)
	}
	return values
}

// reduce combines the lanes of a block of width replicas after that many samples.
func (b *blockSums) reduce(width int, times, planned int64) *groupSums {
	w, neurons := groupWeights(width), len(b.first)/lanes
	g := newGroupSums(neurons, len(b.half))
	g.groups = len(w)
	copy(g.distance.half, b.half)
	w.reduceAll(g.distance.grouped, b.distance)
	w.reduceAll(g.variance.grouped, b.second)
	for i := range neurons {
		g.first[i] = combine(lanesAt(b.first, i))
		g.variance.half[i] = combine(lanesAt(b.early.second, i))
	}
	if times == planned && planned > 1 {
		b.reduceChanges(g, w, float64(planned/2))
	}
	return g
}

// reduceChanges reduces the changes of the groups' means and log second moments from the
// first half to the second, of that many samples each.
func (b *blockSums) reduceChanges(g *groupSums, w weights, times float64) {
	var all, counts [lanes]float64
	for i := range g.first {
		var mean, ratio [lanes]float64
		varies := true
		for l, n := range w {
			k := i*lanes + l
			mean[l] = ((b.first[k] - b.late.first[k]) - b.early.first[k]) / times
			v1, v2 := b.early.second[k], b.second[k]-b.late.second[k]
			if !(v1 > 0 && v2 > 0) {
				varies = false
				continue
			}
			change := logRatio(v2, v1)
			ratio[l] = n * change
			all[l] += change
			counts[l]++
		}
		g.mean.set(i, w.reduce(&mean))
		if varies {
			g.logVariance.set(i, w.reduce(&ratio))
		}
	}
	for l, n := range w {
		if counts[l] == 0 {
			return
		}
		all[l] = n * (all[l] / counts[l])
	}
	g.overall.set(0, w.reduce(&all))
}

// logRatio returns ln(a/b), rounded to multiples of 2⁻³⁰: the last bits of math.Log differ
// between architectures.
func logRatio(a, b float64) float64 {
	return math.Round((math.Log(a)-math.Log(b))*(1<<30)) / (1 << 30)
}
