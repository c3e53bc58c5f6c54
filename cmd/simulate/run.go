package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"noiseprune/sim"
)

func newRun() *cobra.Command {
	var s settings
	c := &cobra.Command{
		Use:   "run NETWORK",
		Short: "Measure the covariance, prune, simulate again under the same noise, and compare",
		Long: `run does the main job: it drives the network with white noise, estimates the covariance
from the trajectories while they run, prunes by noise-prune and by the controls, simulates
original and pruned networks from the same states under the same noise, and reports how
well the dynamics survived.

` + networkHelp(),
		Example: `  simulate run data/celegans-hermaphrodite-chemical.mtx
  simulate run data/human-hcp-glasser-360.mtx --keep 0.2 --out human
  simulate run clustered:sizes=100/20/80,long=60 --samples 40000 --seed 7`,
		Args: arguments(0, 1),
		RunE: func(c *cobra.Command, args []string) error { return s.simulate(c, args) },
	}
	s.bind(c)
	s.bindCovariance(c)
	s.bindPrune(c)
	s.bindCompare(c)
	return c
}

func newCovariance() *cobra.Command {
	var s settings
	c := &cobra.Command{
		Use:   "covariance NETWORK",
		Short: "Only measure the covariance, with error bars and the exact value beside it",
		Long: `covariance drives the network with white noise and estimates the covariance of its
activity: its error bars come from independent replicas, and where an exact value exists
the deviation from it is told. With --out the arrays are written for numpy.load.

` + networkHelp(),
		Example: `  simulate covariance data/human-hcp-glasser-360.mtx --covariance dense --out human`,
		Args:    arguments(0, 1),
		RunE:    func(c *cobra.Command, args []string) error { return s.simulate(c, args) },
	}
	s.bind(c)
	s.bindCovariance(c)
	return c
}

func newPrune() *cobra.Command {
	var s settings
	c := &cobra.Command{
		Use:   "prune NETWORK",
		Short: "Only write the pruned network",
		Long: `prune measures the covariance and prunes, without simulating again. --out DIR receives
pruned.mtx, the matrix A = W − D of the pruned network.

` + networkHelp(),
		Example: `  simulate prune data/human-hcp-glasser-360.mtx --keep 0.2 --out human`,
		Args:    arguments(0, 1),
		RunE:    func(c *cobra.Command, args []string) error { return s.simulate(c, args) },
	}
	s.bind(c)
	s.bindCovariance(c)
	s.bindPrune(c)
	return c
}

func newCompare() *cobra.Command {
	var s settings
	c := &cobra.Command{
		Use:   "compare ORIGINAL PRUNED",
		Short: "Compare the spectra and the trajectories of two networks",
		Long: `compare holds one network against another of the same neurons: eigenvalues, quadratic
forms, eigenvectors, the worst case, and trajectories from the same states under the same
noise. Both are read with the same flags; a leak of auto is that of each file's diagonal,
where it has one, as the pruned.mtx of simulate run does.`,
		Example: `  simulate compare data/human-hcp-glasser-360.mtx human/pruned.mtx`,
		Args:    arguments(2, 2),
		RunE:    s.compare,
	}
	s.bind(c)
	s.bindCompare(c)
	return c
}

// simulate does the command's job on the network that the command line names.
func (s *settings) simulate(c *cobra.Command, args []string) error {
	source := ""
	if len(args) == 1 {
		source = args[0]
	}
	if err := s.resolve(c, source); err != nil {
		return err
	}
	if s.print {
		return printSpec(c.OutOrStdout(), s.spec)
	}
	net, err := load(&s.spec.Network, s.spec.Seed, s.memory.allowance())
	if err != nil {
		return err
	}
	return s.begin(c, net)
}

func (s *settings) compare(c *cobra.Command, args []string) error {
	if err := s.resolve(c, args[0]); err != nil {
		return err
	}
	if s.print {
		return printSpec(c.OutOrStdout(), s.spec)
	}
	other := s.spec.Network
	other.Source = args[1]
	original, err := load(&s.spec.Network, s.spec.Seed, s.memory.allowance())
	if err != nil {
		return err
	}
	pruned, err := load(&other, s.spec.Seed, s.memory.allowance())
	if err != nil {
		return err
	}
	return s.begin(c, original, pruned)
}

func printSpec(w io.Writer, spec sim.Spec) error {
	text, err := spec.YAML()
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

func printJSON(w io.Writer, r *sim.Result) error {
	text, err := resultJSON(r)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// resultJSON returns result.json. The encoder refuses a number that is not finite.
func resultJSON(r *sim.Result) ([]byte, error) {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("the result cannot be written: %w", err)
	}
	return append(text, '\n'), nil
}
