package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"noiseprune/internal/terminal"
)

// print writes the measurements as an aligned table.
func (s machineSpeed) print(w io.Writer, screen terminal.Screen) error {
	var b strings.Builder
	out := &table{tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0), nil}
	out.line("%s; %d workers; vector unit %s\n", s.Processor, s.Workers, s.VectorUnit)
	l := s.Limits
	out.line("Limits\tone core\tall")
	out.line("  fused multiply-adds, float64\t%.1f\t%.1f\tGFLOP/s", l.OneCore64/1e9, l.All64/1e9)
	out.line("  fused multiply-adds, float32\t%.1f\t%.1f\tGFLOP/s", l.OneCore32/1e9, l.All32/1e9)
	out.line("  reading from memory\t\t%.1f\tGB/s\n", l.Bandwidth/1e9)
	out.end()
	out.line("A step of %d replicas\tms\tneuron-steps/s\tarithmetic\tmemory", benchReplicas)
	for _, step := range s.Steps {
		out.line("  %s\t%.3g\t%.1f million\t%s", step.title(), 1e3*step.Seconds, step.NeuronSteps/1e6, step.shares())
	}
	out.line("  (arithmetic, memory: shares of the limits above)")
	out.end()
	out.line("\nNormals\t%.0f million/s", s.Normals/1e6)
	for _, c := range s.Covariance {
		out.line("Covariance, %s\t%.0f samples/s\t%s neurons, %.2f billion products/s",
			c.Method, c.Samples, count(c.Neurons), c.Products/1e9)
	}
	out.line("LAPACK\t%s", s.LAPACK)
	for _, e := range s.Eigen {
		out.line("Eigenvectors of %d neurons\t%.3g s\tby %s", e.Order, e.Seconds, e.LAPACK)
	}
	out.end()
	return errors.Join(out.err, printFitted(w, screen, b.String()))
}

// title describes the network of a step, with the synapses of each neuron.
func (s stepSpeed) title() string {
	if s.Kernel == "dense" {
		return fmt.Sprintf("%s neurons, dense, %s", count(s.Neurons), s.Precision)
	}
	return fmt.Sprintf("%s neurons, %s synapses, %s", count(s.Neurons), count(s.Synapses/s.Neurons), s.Precision)
}

// shares returns the step's shares of the limits, in two columns. The bandwidth is left out for a dense step, whose
// weights are read from the caches.
func (s stepSpeed) shares() string {
	if s.Kernel == "dense" {
		return fmt.Sprintf("%.0f%%", 100*s.ShareOfFlops)
	}
	return fmt.Sprintf("%.0f%%\t%.0f%%", 100*s.ShareOfFlops, 100*s.ShareOfTraffic)
}

// table writes aligned columns and keeps the first error.
type table struct {
	to  *tabwriter.Writer
	err error
}

func (t *table) line(format string, values ...any) {
	if _, err := fmt.Fprintf(t.to, format+"\n", values...); err != nil && t.err == nil {
		t.err = err
	}
}

// end aligns the lines since the last call.
func (t *table) end() {
	if err := t.to.Flush(); err != nil && t.err == nil {
		t.err = err
	}
}
