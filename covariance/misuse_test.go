package covariance_test

import (
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
)

func TestMisuseOfEstimators(t *testing.T) {
	net := randomNetwork(t, 4, 1, false, 1, 1)
	other := randomNetwork(t, 4, 0.5, false, 1, 2)
	zero := make([]float64, 4)
	filled := func(width, times int) *covariance.Edges {
		e := covariance.NewEdges(net, width, zero, max(1, times))
		for range times {
			e.Add(make([]float64, 4*width))
		}
		return e
	}
	merged := filled(2, 3)
	merged.Merge(filled(1, 3))
	for why, f := range map[string]func(){
		"no replicas":                            func() { covariance.NewEdges(net, 0, zero, 1) },
		"reference of another network":           func() { covariance.NewDense(3, 2, zero) },
		"no edges of a series":                   func() { covariance.NewSeries(net, 2, zero, 0) },
		"reference of a series":                  func() { covariance.NewSeries(net, 2, zero[:3], 1) },
		"state too short":                        func() { filled(2, 0).Add(make([]float64, 7)) },
		"dense state too long":                   func() { covariance.NewDense(4, 2, zero).Add(make([]float64, 9)) },
		"state of a series too long":             func() { covariance.NewSeries(net, 2, zero, 1).Add(make([]float64, 9)) },
		"sample after merging":                   func() { merged.Add(make([]float64, 8)) },
		"merging what was merged":                func() { filled(2, 3).Merge(merged) },
		"blocks of different times":              func() { filled(2, 3).Merge(filled(2, 4)) },
		"merging another network":                func() { filled(2, 3).Merge(covariance.NewEdges(other, 2, zero, 3)) },
		"merging about another reference":        func() { filled(2, 0).Merge(covariance.NewEdges(net, 2, []float64{0, 0, 1, 0}, 1)) },
		"merging other neurons":                  func() { covariance.NewDense(3, 2, zero[:3]).Merge(covariance.NewDense(4, 2, zero)) },
		"no samples planned":                     func() { covariance.NewEdges(net, 2, zero, 0) },
		"more samples than planned":              func() { filled(2, 3).Add(make([]float64, 8)) },
		"sample after completion":                func() { e := covariance.NewEdges(net, 2, zero, 3); e.Complete(); e.Add(make([]float64, 8)) },
		"blocks planned for different times":     func() { filled(2, 0).Merge(covariance.NewEdges(net, 2, zero, 2)) },
		"no errors without samples":              func() { filled(2, 0).DiffCovErrors() },
		"no errors of variances without samples": func() { filled(2, 0).VarianceErrors() },
		"precision of other edges":               func() { covariance.NewPrecision(make([]float64, 2), make([]float64, 3), 1, 8) },
		"no samples":                             func() { filled(2, 0).Local() },
		"no matrix without samples":              func() { covariance.NewDense(4, 2, zero).Matrix() },
		"matrix of another order":                func() { covariance.LocalFrom(net, mat.NewSymDense(3, nil)) },
	} {
		mustPanic(t, why, f)
	}
}
