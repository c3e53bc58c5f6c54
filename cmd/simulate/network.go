package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"noiseprune/internal/memory"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

func newNetwork() *cobra.Command {
	c := &cobra.Command{
		Use:   "network",
		Short: "Look at a network, generate one, or convert a file",
		Long:  "network looks at networks without simulating them.\n\n" + networkHelp(),
		Args:  cobra.ArbitraryArgs,
		RunE:  commandExpected("info, generate or convert"),
	}
	c.AddCommand(newInfo(), newGenerate(), newConvert())
	return c
}

func newInfo() *cobra.Command {
	spec := sim.DefaultSpec()
	var asJSON bool
	c := &cobra.Command{
		Use:     "info NETWORK",
		Short:   "Tell a network's properties and time scales",
		Long:    "info tells whether the theory's conditions hold, and the time scales that a run would follow.\n\n" + networkHelp(),
		Example: "  simulate network info data/celegans-hermaphrodite-chemical.mtx",
		Args:    arguments(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			spec.Network.Source = args[0]
			net, err := load(&spec.Network, spec.Seed, memory.Allow(0))
			if err != nil {
				return err
			}
			facts, schedule, err := sim.Describe(spec, net)
			if err != nil {
				return err
			}
			if asJSON {
				text, err := json.MarshalIndent(facts, "", "  ")
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(c.OutOrStdout(), "%s\n", text)
				return err
			}
			return describeNetwork(c.OutOrStdout(), spec, net, facts, schedule)
		},
	}
	bindNetwork(c.Flags(), &spec.Network)
	c.Flags().Uint64Var(&spec.Seed, "seed", spec.Seed, "seed of a generated network")
	c.Flags().BoolVar(&asJSON, "json", false, "print the properties as JSON")
	return c
}

func newGenerate() *cobra.Command {
	var out string
	var seed uint64
	var force bool
	c := &cobra.Command{
		Use:     "generate GENERATOR --out FILE",
		Short:   "Write the weights of a generated network",
		Long:    "generate writes the weights W that a generator makes. The leak is for simulate run to choose.\n\n" + networkHelp(),
		Example: "  simulate network generate clustered:sizes=100/20/80,long=60 --out clustered.mtx",
		Args:    arguments(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkTarget(out, force); err != nil {
				return err
			}
			generator, err := network.ParseGenerator(args[0])
			if err != nil {
				return inputError{err}
			}
			m, err := readWeights(network.Definition{Source: args[0]}, seed, memory.Allow(0))
			if err != nil {
				return inputError{err}
			}
			return wrongInput(netio.Write(out, m, []string{
				fmt.Sprintf("noiseprune %s, generator %s, seed %d; row = target, column = source", sim.Version, generator, seed),
			}))
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "file to write: .mtx, .mtx.gz, .npy, .npz, .csv or .csv.gz")
	c.Flags().Uint64Var(&seed, "seed", 1, "seed of all randomness")
	c.Flags().BoolVar(&force, "force", false, "replace the file if it exists")
	return c
}

func newConvert() *cobra.Command {
	spec := sim.DefaultSpec().Network
	var force bool
	c := &cobra.Command{
		Use:     "convert IN OUT",
		Short:   "Write a network file in another format",
		Long:    "convert reads a file of weights and writes it in the format that the other name's extension says.",
		Example: "  simulate network convert data/celegans-hermaphrodite-gap.mtx gap.npz",
		Args:    arguments(2, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkTarget(args[1], force); err != nil {
				return err
			}
			spec.Source = args[0]
			m, err := readWeights(spec, 1, memory.Allow(0))
			if err != nil {
				return inputError{err}
			}
			m.Weights = network.Symmetrize(m.Weights, spec.Symmetrize)
			return wrongInput(netio.Write(args[1], m, []string{"converted from " + args[0] + "; row = target, column = source"}))
		},
	}
	textFlag(c.Flags(), &spec.Orientation, "orientation", "rows of IN are: target-source targets, source-target sources")
	textFlag(c.Flags(), &spec.Symmetrize, "symmetrize", "make W symmetric: none, mean or max of W[i][j] and W[j][i]")
	c.Flags().BoolVar(&force, "force", false, "replace OUT if it exists")
	return c
}

// checkTarget refuses to write nowhere, or over a file.
func checkTarget(path string, force bool) error {
	if path == "" {
		return inputError{fmt.Errorf("no file to write; name one with --out")}
	}
	if _, err := os.Lstat(path); err == nil && !force {
		return inputError{fmt.Errorf("%s exists; choose another name, or replace it with --force", path)}
	}
	return nil
}
