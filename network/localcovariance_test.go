package network

import (
	"math"
	"testing"
)

func TestLocalCovarianceCheckNamesTheFirstInvalidValue(t *testing.T) {
	net := must(New(Parts{
		Weights: matrix([]float64{0, 1}, []float64{0, 0}), Leak: []float64{1, 1}, Labels: []string{"AVAL", "AVAR"},
	}))
	for _, row := range []struct {
		local LocalCovariance
		want  string
	}{
		{LocalCovariance{Variance: []float64{1, 0}, Covariance: []float64{0.5}}, ""},
		{LocalCovariance{Variance: []float64{1, math.NaN()}, Covariance: []float64{0}}, "variance of neuron AVAR is NaN; it must be finite and not negative"},
		{LocalCovariance{Variance: []float64{-1, 1}, Covariance: []float64{0}}, "variance of neuron AVAL is -1; it must be finite and not negative"},
		{LocalCovariance{Variance: []float64{1, 1}, Covariance: []float64{math.Inf(1)}}, "covariance of neurons AVAL and AVAR is +Inf; it must be finite"},
	} {
		got := ""
		if err := row.local.Check(net); err != nil {
			got = err.Error()
		}
		if got != row.want {
			t.Errorf("error %q, want %q", got, row.want)
		}
	}
	other := LocalCovariance{Variance: []float64{1}, Covariance: []float64{0}}
	if !panics(func() { _ = other.Check(net) }) || !panics(func() { other.DiffCov(net) }) {
		t.Error("the variances of another network were accepted")
	}
}
