package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"noiseprune/internal/terminal"
	"noiseprune/sim"
)

// recordSummary is a recording and what the terminal shows beside it.
type recordSummary struct {
	recording *sim.Recording
	recorded  *recorded
	folder    string
	elapsed   time.Duration
	screen    terminal.Screen
}

// printRecording prints what was recorded, and what the statistics say.
func printRecording(w io.Writer, s recordSummary) error {
	var b strings.Builder
	r := s.recording
	fmt.Fprintf(&b, "Recorded    %s of %s, every %s for %s time units, by %v at step %s\n",
		counted(r.Schedule.Frames, "frame"), counted(r.Neurons, "neuron"), fourDigits(r.Spec.Record.Every.Value()),
		fourDigits(r.Duration), r.Spec.Integration.Stepper, fourDigits(r.Schedule.StepSize))
	if n := r.Spec.Record.Replicas; n > 1 {
		fmt.Fprintf(&b, "            of each of %d replicas\n", n)
	}
	for k, network := range r.Networks {
		fmt.Fprintf(&b, "\n")
		if len(r.Networks) > 1 {
			fmt.Fprintf(&b, "%s\n", s.recorded.Folders[k])
		}
		printStatistics(&b, network.Statistics)
	}
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "\n%s %s.\n", s.screen.Warning("Note:"), note)
	}
	fmt.Fprintf(&b, "\nThe recording is in %s; open %s in a browser.\n", s.folder, filepath.Join(s.folder, reportName))
	fmt.Fprintf(&b, "Done in %s.\n", s.elapsed.Round(100*time.Millisecond))
	return printFitted(w, s.screen, b.String())
}

// printStatistics prints the facts of one network.
func printStatistics(b *strings.Builder, f sim.StatisticsFacts) {
	row := func(name string, r *sim.Range) {
		if r != nil {
			fmt.Fprintf(b, "%-22s %10s %10s %10s\n", name, fourDigits(r.Least), fourDigits(r.Median), fourDigits(r.Largest))
		}
	}
	fmt.Fprintf(b, "%-22s %10s %10s %10s\n", "Over neurons", "least", "median", "largest")
	row("mean", &f.Mean)
	row("standard deviation", &f.Deviation)
	row("autocorrelation time", f.CorrelationTime)
	row("fraction above 0", f.ActiveFraction)
	if f.Constant > 0 {
		fmt.Fprintf(b, "Without any variation are %s, which have no autocorrelation time and no coherence.\n", counted(f.Constant, "neuron"))
	}
	if f.EffectiveFrames != nil {
		fmt.Fprintf(b, "As good as %s independent frames for the mean of a typical neuron.\n", fourDigits(*f.EffectiveFrames))
	}
	if f.ActiveNeurons != nil {
		fmt.Fprintf(b, "On average %s neurons are above threshold at once.\n", fourDigits(*f.ActiveNeurons))
	}
	if f.ExactAvailable {
		printExactness(b, f)
	}
}

// printExactness prints how far the estimates are from exact values.
func printExactness(b *strings.Builder, f sim.StatisticsFacts) {
	of := "the differential equation"
	if f.ExactOfStepper {
		of = "the stepper at its step"
	}
	var parts []string
	for _, p := range []struct {
		name string
		z    *float64
	}{{"variances", f.VarianceZ}, {"lagged covariances", f.LaggedZ}, {"spectra", f.SpectrumZ},
		{"covariances on edges", f.CovarianceOnEdge}} {
		if p.z != nil {
			parts = append(parts, fmt.Sprintf("%s %s", p.name, fourDigits(*p.z)))
		}
	}
	if len(parts) > 0 {
		fmt.Fprintf(b, "Against the exact values of %s, root mean square deviation in standard errors: %s (about 1 is expected).\n",
			of, strings.Join(parts, ", "))
	}
	if f.StepBias != nil {
		fmt.Fprintf(b, "The step biases variances by %s%%.\n", fourDigits(100**f.StepBias))
	}
}
