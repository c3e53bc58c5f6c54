package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"noiseprune/internal/memory"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

func newGenerate() *cobra.Command {
	var out string
	var seed uint64
	var force bool
	c := &cobra.Command{
		Use:   "generate GENERATOR --out FILE",
		Short: "Write the weights of a generated network",
		Long: "generate writes the weights W that a generator makes. The leak is not written; simulate run\n" +
			"--leak sets it.\n\n" + networkHelp(),
		Example:           "  simulate network generate clustered:sizes=100/20/80,long=60 -o clustered.mtx",
		Args:              arguments(1, 1),
		ValidArgsFunction: completeGenerators,
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
			return asInputError(netio.Write(out, m, []string{
				fmt.Sprintf("noiseprune %s, generator %s, seed %d; row = target, column = source", sim.Version, generator, seed),
			}))
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "file to write: "+netio.WritableList())
	c.Flags().Uint64Var(&seed, "seed", 1, "seed of all randomness")
	c.Flags().BoolVar(&force, "force", false, "replace the file if it exists")
	return c
}

func newConvert() *cobra.Command {
	spec := sim.DefaultSpec().Network
	var force bool
	c := &cobra.Command{
		Use:               "convert IN OUT",
		Short:             "Write a network file in another format",
		Long:              "convert reads a file of weights and writes it in the format that the extension of OUT names.",
		Example:           "  simulate network convert data/celegans-hermaphrodite-gap.mtx gap.npz",
		Args:              arguments(2, 2),
		ValidArgsFunction: completeNetworks(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := checkTarget(args[1], force); err != nil {
				return err
			}
			spec.Source = args[0]
			m, err := readWeights(spec, 1, memory.Allow(0))
			if err != nil {
				return inputError{err}
			}
			printNotes(c.ErrOrStderr(), args[0], m.Notes)
			m.Weights = network.Symmetrize(m.Weights, spec.Symmetrize)
			return asInputError(netio.Write(args[1], m, []string{"converted from " + args[0] + "; row = target, column = source"}))
		},
	}
	bindReading(c.Flags(), &spec.Reading)
	textFlag(c.Flags(), &spec.Symmetrize, "symmetrize", "make W symmetric: none, mean or max of W[i][j] and W[j][i]")
	c.Flags().BoolVar(&force, "force", false, "replace OUT if it exists")
	return c
}

// checkTarget refuses an empty path, and an existing file unless force is given.
func checkTarget(path string, force bool) error {
	if path == "" {
		return inputError{errors.New("no file to write; name one with --out")}
	}
	if _, err := os.Lstat(path); err == nil && !force {
		return inputError{fmt.Errorf("%s exists; choose another name, or replace it with --force", path)}
	}
	return nil
}
