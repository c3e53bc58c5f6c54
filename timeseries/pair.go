package timeseries

import "fmt"

// Pair names two series. Its covariance at lag τ is that of the target, τ later, with the source,
//
//	R(τ) = ⟨x_target(t+τ) x_source(t)⟩ − ⟨x_target⟩⟨x_source⟩
//
// and its cross-spectrum S(f) = Σ_k R(kΔ) exp(−2πi f kΔ) Δ. The pair with the two exchanged has
// R(−τ) and the conjugate of S.
type Pair struct{ Target, Source int }

// checkPairs panics for a pair of series that do not exist.
func checkPairs(pairs []Pair, series int) {
	for _, p := range pairs {
		if p.Target < 0 || p.Target >= series || p.Source < 0 || p.Source >= series {
			panic(fmt.Sprintf("timeseries: pair of target %d and source %d among %d series", p.Target, p.Source, series))
		}
	}
}

// checkFrame panics for a frame of another number of series.
func checkFrame(x []float64, series int) {
	if len(x) != series {
		panic(fmt.Sprintf("timeseries: a frame of %d values for %d series", len(x), series))
	}
}
