package main

import (
	"io"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/sim"
)

// printSpec prints the spec as YAML.
func printSpec(w io.Writer, spec sim.Spec) error {
	text, err := spec.YAML()
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// printResult prints the summary, or JSON.
func (s *settings) printResult(c *cobra.Command, result *sim.Result, elapsed time.Duration) error {
	if s.json {
		return printJSON(c.OutOrStdout(), result)
	}
	return printSummary(c.OutOrStdout(), summary{
		result: result, source: s.spec.Network.Source, elapsed: elapsed, folder: s.out,
		screen: s.display.screen(c.OutOrStdout()),
	})
}
