package main

import (
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/lapack"
	"noiseprune/sim"
)

// benchSettings are the flags of simulate bench.
type benchSettings struct {
	workers int
	seconds float64
	json    bool
	quiet   bool
	lapack  sim.LAPACKChoice
	display display
}

func newBench() *cobra.Command {
	var s benchSettings
	c := &cobra.Command{
		Use:   "bench",
		Short: "Measure this machine's speed against its limits",
		Long: `bench measures the speed of simulation steps, of noise and of the accumulation of
covariances on this machine, beside its limits: the rates of fused multiply-adds from
registers, and of reads from memory. It takes some seconds; other programs that run at the
same time lower the numbers.`,
		Example: "  simulate bench\n  simulate bench --json --seconds 2",
		Args:    arguments(0, 0),
		RunE:    func(c *cobra.Command, _ []string) error { return s.run(c) },
	}
	f := c.Flags()
	f.SortFlags = false
	f.Float64Var(&s.seconds, "seconds", 0.6, "time of each measurement")
	f.IntVar(&s.workers, "workers", runtime.NumCPU(), "goroutines")
	bindLAPACK(f, &s.lapack)
	f.BoolVar(&s.json, "json", false, "print the measurements as JSON")
	f.BoolVarP(&s.quiet, "quiet", "q", false, "show no progress")
	s.display.bind(f)
	return c
}

// run measures and prints the speeds.
func (s *benchSettings) run(c *cobra.Command) error {
	if s.workers < 1 {
		return inputError{fmt.Errorf("--workers is %d; give at least 1", s.workers)}
	}
	if !(s.seconds > 0 && s.seconds <= 3600) {
		return inputError{fmt.Errorf("--seconds is %v; give more than 0 and at most 3600", s.seconds)}
	}
	library, err := lapack.Open(s.lapack.String(), os.Getenv("NOISEPRUNE_OPENBLAS"))
	if err != nil {
		return inputError{err}
	}
	library.Use()
	progress := newProgress(c.ErrOrStderr(), s.quiet, autoProgress)
	b := benchmark{library: library, workers: s.workers, duration: time.Duration(s.seconds * float64(time.Second))}
	err = b.run(c.Context(), progress)
	progress.finish()
	if err != nil {
		return err
	}
	if s.json {
		return printJSON(c.OutOrStdout(), b.speed)
	}
	return b.speed.print(c.OutOrStdout(), s.display.screen(c.OutOrStdout()))
}
