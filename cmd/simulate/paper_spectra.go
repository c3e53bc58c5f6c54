package main

import (
	"fmt"
	"strings"
	"time"

	"noiseprune/internal/paper"
	"noiseprune/internal/workload"
)

// spectraCost is an estimate of how long a figure's spectra take with gonum's LAPACK.
type spectraCost struct {
	figure     paper.Figure
	time       time.Duration
	maxNeurons int // with which they take no longer than longestSpectra; 0 where the size cannot be chosen
}

const (
	announcedSpectra = 2 * time.Minute  // spectra that take as long are announced
	longestSpectra   = 30 * time.Minute // those that take longer are refused without --patient
)

// checkSpectra announces how long slow spectra take, and refuses those that take too long.
func (s *paperSeries) checkSpectra(slow []spectraCost) error {
	var refused []string
	maxNeurons := 0
	for _, cost := range slow {
		text := fmt.Sprintf("the spectra of figure %s take about %s", cost.figure.Name, minutes(cost.time))
		if cost.time > longestSpectra && !s.allowSlowSpectra {
			refused = append(refused, text)
			if cost.maxNeurons > 0 && (maxNeurons == 0 || cost.maxNeurons < maxNeurons) {
				maxNeurons = cost.maxNeurons
			}
			continue
		}
		if !s.quiet {
			printStatus(s.command.ErrOrStderr(), "without an OpenBLAS %s", text)
		}
	}
	if len(refused) == 0 {
		return nil
	}
	advice := "install OpenBLAS (libopenblas.so.0)"
	if maxNeurons > 0 {
		advice += fmt.Sprintf(", give --max-neurons %d, which fits into %s", maxNeurons, minutes(longestSpectra))
	}
	return inputError{fmt.Errorf("without an OpenBLAS %s; %s, --quick for small networks, or --patient to compute them all the same",
		strings.Join(refused, " and "), advice)}
}

// spectraCost estimates the time of a figure's spectra with gonum's LAPACK; 0 with a faster one.
func (s *paperSeries) spectraCost(f paper.Figure) spectraCost {
	if !s.options.LAPACK.IsGonum() || s.quick {
		return spectraCost{}
	}
	one, _ := workload.Eigenproblem(probeOrder)
	return spectraCost{
		figure: f, time: f.SpectraTime(s.options, probeOrder, one),
		maxNeurons: f.NeuronsWithin(longestSpectra, s.options, probeOrder, one),
	}
}

// probeOrder is the order of the eigenproblem that is timed for the estimate.
const probeOrder = 300

// minutes formats a duration in seconds, minutes or hours.
func minutes(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 90*time.Minute:
		return fmt.Sprintf("%.0f min", d.Minutes())
	}
	return fmt.Sprintf("%.1f h", d.Hours())
}
