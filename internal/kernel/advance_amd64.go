//go:build amd64 && !noasm

package kernel

// vectorAdvance advances what the vector unit can, a multiple of four replicas, and
// returns how many that are and whether they are within the bound.
func (n Neuron) vectorAdvance(x, product, zeta []float64) (done int, within bool) {
	done = len(x) &^ 3
	if done == 0 || !hasAVX2() {
		return 0, true
	}
	return done, advanceRowAVX2(&x[0], &product[0], &zeta[0], done, n.Input, n.Floor, -n.Leak, n.StepSize, n.Kick, n.Bound)
}
