package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "simulate",
		Short: "Probe a recurrent network with noise, prune it, and compare its dynamics before and after",
		Long: `simulate drives a recurrent network with white noise, measures the covariance of its
activity, prunes synapses by the noise-prune rule of Moore & Chaudhuri (NeurIPS 2020),
simulates the pruned network under the same noise, and reports the errors of its spectrum
and trajectories, beside those of pruning by weight alone.

` + networkHelp() + `
Exit codes: 0 done, 1 the run failed, 2 the input was wrong, 75 a part of the work was stopped.`,
		Example: `  simulate run data/celegans-hermaphrodite-chemical.mtx
  simulate run clustered:sizes=100/20/80,long=60 --keep 0.2 --out results
  simulate network info data/human-hcp-glasser-360.mtx`,
		Version: sim.Version,
		Args:    cobra.ArbitraryArgs,
		RunE: commandExpected(
			"run, sweep, resume, watch, covariance, prune, compare, record, submit, work, status, network, paper or bench"),
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return inputError{fmt.Errorf("%w; %s --help lists the flags", err, c.CommandPath())}
	})
	root.SetHelpFunc(printHelp)
	root.AddCommand(newRun(nil), newSweep(nil), newResume(), newCovariance(nil), newPrune(nil), newCompare(nil), newRecord(nil))
	root.AddCommand(newSubmit(), newWork(), newStatus(), newNetwork(), newPaper(), newWatch(), newBench(), newMan())
	if err := completeFlags(root); err != nil {
		panic("simulate: " + err.Error()) // a flag with two completions
	}
	return root
}

// commandExpected returns the action of a command that has subcommands: without arguments it
// prints the help, and it refuses a word that is not a subcommand.
func commandExpected(choices string) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return c.Help()
		}
		return inputError{fmt.Errorf("%s %s is not a command; choose %s", c.CommandPath(), args[0], choices)}
	}
}

// networkHelp lists what NETWORK can be.
func networkHelp() string {
	var b strings.Builder
	b.WriteString("NETWORK is a file of the weights W, with row = target and column = source, whose name ends in\n" +
		netio.ReadableList() + ",\n" +
		"or a generator with its parameters:\n\n")
	for _, g := range network.Generators() {
		fmt.Fprintf(&b, "  %-12s %s\n  %-12s %s\n", g.Name, g.Summary, "", g.Example)
	}
	return b.String()
}

// arguments checks the number of arguments; another number is an input error.
func arguments(minimum, maximum int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < minimum || len(args) > maximum {
			return inputError{fmt.Errorf("%s takes %s; %s --help explains it",
				c.CommandPath(), strings.TrimPrefix(c.Use, c.Name()+" "), c.CommandPath())}
		}
		return nil
	}
}
