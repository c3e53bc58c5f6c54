package timeseries_test

import (
	"fmt"
	"slices"
	"testing"

	"noiseprune/timeseries"
)

func TestGroupMeans(t *testing.T) {
	for _, row := range []struct {
		why   string
		group []int
		want  []float64
	}{
		{"two groups, one series in none", []int{0, 1, -1, 1}, []float64{1, 6}},
		{"groups in another order", []int{1, 0, 1, 1}, []float64{4, 13.0 / 3}},
		{"one group of all", []int{0, 0, 0, 0}, []float64{17.0 / 4}},
	} {
		m := timeseries.NewGroupMeans(row.group)
		got := make([]float64, m.Groups())
		m.To(got, []float64{1, 4, 4, 8})
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.why, got, row.want)
		}
	}
}

func ExampleGroupMeans() {
	excitatory := timeseries.NewGroupMeans([]int{0, 0, 1})
	moments := timeseries.NewMoments(make([]float64, excitatory.Groups()), 4)
	mean := make([]float64, excitatory.Groups())
	for _, frame := range [][]float64{{1, 3, 0}, {2, 6, 1}} {
		excitatory.To(mean, frame)
		moments.Add(mean)
	}
	fmt.Println(moments.Estimate().Mean)
	// Output: [3 0.5]
}
