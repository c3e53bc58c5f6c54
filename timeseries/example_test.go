package timeseries_test

import (
	"fmt"

	"noiseprune/timeseries"
)

func ExampleLagged() {
	// Series 1 repeats series 0 one frame later.
	lagged := timeseries.NewLagged([]float64{0, 0}, 2, 4, []timeseries.Pair{{Target: 1, Source: 0}})
	previous := 0.0
	for _, x := range []float64{1, 1, -1, -1, 1, 1, -1, -1} {
		lagged.Add([]float64{x, previous})
		previous = x
	}
	e := lagged.Estimate()
	fmt.Printf("own %.3f, pair %.3f\n", e.Auto[0], e.Cross[0])
	// Output:
	// own [1.000 0.125 -0.750], pair [0.125 0.859 -0.031]
}

func ExampleMoments_MarshalBinary() {
	interrupted := timeseries.NewMoments([]float64{0}, 4)
	interrupted.Add([]float64{1})
	interrupted.Add([]float64{4})
	saved, _ := interrupted.MarshalBinary()

	resumed := timeseries.NewMoments([]float64{0}, 4)
	fmt.Println(resumed.UnmarshalBinary(saved))
	resumed.Add([]float64{1})
	e := resumed.Estimate()
	fmt.Println(e.Frames, e.Mean, e.Variance)
	fmt.Println(timeseries.NewMoments([]float64{2}, 4).UnmarshalBinary(saved))
	// Output:
	// <nil>
	// 3 [2] [2]
	// saved statistics of the kind nplagge1 were made with other arguments: word 4 is 0x0, not 0x4000000000000000
}

func ExampleWelch() {
	// Cosines of period 4 and amplitude 1, sampled at intervals of ½: power ½ at the frequency ½, of
	// which Hann's window puts 1/6 into each neighbour.
	welch := timeseries.NewWelch(1, 8, 0.5, nil)
	for k := range 32 {
		welch.Add([]float64{[]float64{1, 0, -1, 0}[k%4]})
	}
	e := welch.Estimate()
	fmt.Printf("%d segments\n%.2f\n%.3f\n", e.Segments, e.Frequencies, e.Density[0])
	// Output:
	// 7 segments
	// [0.00 0.25 0.50 0.75 1.00]
	// [0.000 0.333 1.333 0.333 0.000]
}
