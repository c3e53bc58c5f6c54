package main

import (
	"runtime"

	"github.com/spf13/cobra"

	"noiseprune/internal/duration"
	"noiseprune/internal/memory"
	"noiseprune/sim"
)

func newNetwork() *cobra.Command {
	c := &cobra.Command{
		Use:   "network",
		Short: "Describe or generate a network, or convert a file",
		Long:  "network describes, generates and converts networks without simulating them.\n\n" + networkHelp(),
		Args:  cobra.ArbitraryArgs,
		RunE:  commandExpected("info, generate or convert"),
	}
	c.AddCommand(newInfo(), newGenerate(), newConvert())
	return c
}

func newInfo() *cobra.Command {
	spec := sim.DefaultSpec()
	var asJSON bool
	var shown display
	c := &cobra.Command{
		Use:   "info NETWORK",
		Short: "Print a network's properties and time scales",
		Long: "info prints whether the theory's conditions hold, and the time scales that set a run's step\n" +
			"size, burn-in and sampling interval.\n\n" + networkHelp(),
		Example:           "  simulate network info data/celegans-hermaphrodite-chemical.mtx",
		Args:              arguments(1, 1),
		ValidArgsFunction: completeNetworks(1),
		RunE: func(c *cobra.Command, args []string) error {
			spec.Network.Source = args[0]
			net, err := load(&spec.Network, spec.Seed, memory.Allow(0), c.ErrOrStderr())
			if err != nil {
				return err
			}
			described, err := sim.Describe(spec, net)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), described.Network)
			}
			plan, opt := sim.PlanOf(spec, described, sim.WholeRun), sim.Options{Workers: runtime.NumCPU()}
			s := summary{source: spec.Network.Source, result: described, screen: shown.screen(c.OutOrStdout())}
			return printNetworkInfo(c.OutOrStdout(), s, plan, opt, speedWithin(plan, opt))
		},
	}
	bindNetwork(c.Flags(), &spec.Network)
	c.Flags().Uint64Var(&spec.Seed, "seed", spec.Seed, "seed of a generated network")
	c.Flags().BoolVar(&asJSON, "json", false, "print the properties as JSON")
	shown.bind(c.Flags())
	return c
}

// speedWithin returns the speed of this machine, or nil where the run does not fit into the memory.
func speedWithin(plan sim.RunPlan, opt sim.Options) duration.Speed {
	if !memory.Allow(0).Permits(memory.EstimateRun(plan, opt, false).Largest().Bytes) {
		return nil
	}
	return duration.NewMachine(plan.Network, opt)
}
