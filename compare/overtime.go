package compare

import "fmt"

// overTime holds a number of each run (replica) at each observation time.
type overTime struct {
	runs   int
	values []float64 // values[k*runs+r] at observation k
}

func newOverTime(runs int) overTime {
	if runs < 1 {
		panic(fmt.Sprintf("compare: %d runs", runs))
	}
	return overTime{runs: runs}
}

// squares returns ‖x − y‖² and ‖x‖² of each run, of states x[i*runs+r]. It panics if the lengths do not fit.
func (o *overTime) squares(x, y []float64) (differences, norms []float64) {
	if len(x) != len(y) || len(x)%o.runs != 0 {
		panic(fmt.Sprintf("compare: states of %d and %d values for %d runs", len(x), len(y), o.runs))
	}
	differences, norms = make([]float64, o.runs), make([]float64, o.runs)
	for row := 0; row < len(x); row += o.runs {
		addSquares(differences, norms, x[row:row+o.runs], y[row:row+o.runs])
	}
	return differences, norms
}

// Runs returns the number of runs.
func (o *overTime) Runs() int { return o.runs }

// Observations returns the number of observation times.
func (o *overTime) Observations() int { return len(o.values) / o.runs }

// at returns the numbers of all runs at observation k.
func (o *overTime) at(k int) []float64 { return o.values[k*o.runs : (k+1)*o.runs] }

// merge appends the runs of the next block. It panics if the numbers of observations differ.
func (o *overTime) merge(next *overTime) {
	if o.Observations() != next.Observations() {
		panic(fmt.Sprintf("compare: %d observations merged with %d", o.Observations(), next.Observations()))
	}
	merged := make([]float64, 0, len(o.values)+len(next.values))
	for k := range o.Observations() {
		merged = append(append(merged, o.at(k)...), next.at(k)...)
	}
	o.values, o.runs = merged, o.runs+next.runs
}
