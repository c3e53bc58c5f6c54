package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/paper"
)

// slowSpectra is a figure whose spectra take long.
type slowSpectra struct {
	figure paper.Figure
	takes  time.Duration
	most   int // neurons of a network that fits; 0 where its size cannot be chosen
}

// From worthSaying on the user is told beforehand; what is tooLong has to be asked for.
const (
	worthSaying = 2 * time.Minute
	tooLong     = 30 * time.Minute
)

// explainSlow says how long the spectra take, and refuses those that take too long.
func (s *paperSeries) explainSlow(slow []slowSpectra) error {
	var long []string
	most := 0
	for _, t := range slow {
		text := fmt.Sprintf("the spectra of figure %s take about %s", t.figure.Name, minutes(t.takes))
		if t.takes > tooLong && !s.patient {
			long = append(long, text)
			if t.most > 0 && (most == 0 || t.most < most) {
				most = t.most
			}
			continue
		}
		if !s.quiet {
			fmt.Fprintf(s.command.ErrOrStderr(), "without an OpenBLAS %s\n", text) //nolint:errcheck // nobody to tell
		}
	}
	if len(long) == 0 {
		return nil
	}
	cure := "install OpenBLAS (libopenblas.so.0)"
	if most > 0 {
		cure += fmt.Sprintf(", give --max-neurons %d, which fits into %s", most, minutes(tooLong))
	}
	return inputError{errors.New("without an OpenBLAS " + strings.Join(long, " and ") + "; " + cure +
		", --quick for small networks, or --patient to compute them all the same")}
}

// probeOrder is the order of the eigenproblem by which the speed of gonum is judged.
const probeOrder = 300

// probeEigen times one symmetric eigenproblem with vectors.
func probeEigen() time.Duration {
	a := mat.NewSymDense(probeOrder, nil)
	for i := range probeOrder {
		for j := range i + 1 {
			a.SetSym(i, j, float64((i*7+j*13)%17-8))
		}
	}
	start := time.Now()
	var eigen mat.EigenSym
	eigen.Factorize(a, true)
	return time.Since(start)
}

// minutes prints a duration for people.
func minutes(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 90*time.Minute:
		return fmt.Sprintf("%.0f min", d.Minutes())
	}
	return fmt.Sprintf("%.1f h", d.Hours())
}
