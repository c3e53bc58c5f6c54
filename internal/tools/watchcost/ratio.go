package main

import (
	"fmt"
	"math"

	"noiseprune/compare"
)

// line says what runs of one way took, and how much that is of what those of the same rounds took by the way it is compared with.
func line(w way, times, base []took) string {
	clock, processor := func(t took) float64 { return t.clock }, func(t took) float64 { return t.processor }
	text := fmt.Sprintf("  %-22s %7.2f s by the clock, %7.2f s of the processor", w, mean(times, clock), mean(times, processor))
	if w == folderOnly {
		return text
	}
	return text + fmt.Sprintf("; of --out %s and %s", ratio(times, base, clock), ratio(times, base, processor))
}

func mean(times []took, of func(took) float64) float64 {
	sum := 0.0
	for _, t := range times {
		sum += of(t)
	}
	return sum / float64(len(times))
}

// ratio returns exp of the mean of log(a/b) over the rounds, with the 95% interval by Student's t.
func ratio(a, b []took, of func(took) float64) string {
	var logs []float64
	for k := range a {
		logs = append(logs, math.Log(of(a[k])/of(b[k])))
	}
	s, err := compare.NewSpread(logs)
	if err != nil {
		return "not known"
	}
	return fmt.Sprintf("%.4f (%.4f to %.4f)", math.Exp(s.Mean), math.Exp(s.Low), math.Exp(s.High))
}
