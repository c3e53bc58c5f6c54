package compare

// SquaredDistances collects ‖x(t) − x̃(t)‖² of two networks under the same noise, for each run (replica) and each
// observation time. Sums go over neurons in ascending order, so that they do not depend on the width of a block.
type SquaredDistances struct{ overTime }

// NewSquaredDistances returns an empty collection for a block of that many runs. It panics unless there is at least one.
func NewSquaredDistances(runs int) *SquaredDistances { return &SquaredDistances{newOverTime(runs)} }

// Add takes one observation: the finite states of both networks, x[i*runs+r]. It panics if the lengths do not fit.
func (d *SquaredDistances) Add(original, pruned []float64) {
	differences, _ := d.squares(original, pruned)
	d.values = append(d.values, differences...)
}

// Merge appends the runs of the next block. It panics if the numbers of observations differ.
func (d *SquaredDistances) Merge(next *SquaredDistances) { d.merge(&next.overTime) }

// Share returns the mean over time of the share of the other's mean squared distance that this one's is,
//
//	Σ_r ‖d(t)‖² / Σ_r ‖d_other(t)‖²,
//
// at most 1 at each time, over the times at which the other's is not 0. It returns false where there is none. It panics if
// the numbers of runs or of observations differ.
func (d *SquaredDistances) Share(other *SquaredDistances) (share float64, ok bool) {
	if d.runs != other.runs || len(d.values) != len(other.values) {
		panic("compare: squared distances of different runs or times")
	}
	times := 0
	for k := range d.Observations() {
		if whole := sum(other.at(k)); whole > 0 {
			share += min(1, sum(d.at(k))/whole)
			times++
		}
	}
	return share / float64(max(1, times)), times > 0
}

func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}
