package compare

import (
	"fmt"
	"math"
	"slices"
)

// Quantiles are the median of a distribution and the quantiles between which nine tenths of it lie.
type Quantiles struct {
	Low    float64 `json:"q05"`
	Median float64 `json:"median"`
	High   float64 `json:"q95"`
}

// NewQuantiles returns the quantiles of values as Summarize has them. It returns an error if there are no values or one
// is not finite.
func NewQuantiles(values []float64) (Quantiles, error) {
	if len(values) == 0 {
		return Quantiles{}, fmt.Errorf("no values have no quantiles")
	}
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Quantiles{}, fmt.Errorf("value %d of %d is %v", i, len(values), v)
		}
	}
	sorted := slices.Sorted(slices.Values(values))
	return Quantiles{Quantile(sorted, 0.05), Quantile(sorted, 0.5), Quantile(sorted, 0.95)}, nil
}
