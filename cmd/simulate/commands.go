package main

import "github.com/spf13/cobra"

// newRun returns the command run, which submits where sub is not nil, as the commands below.
func newRun(sub *submission) *cobra.Command {
	s := settings{submission: sub}
	c := &cobra.Command{
		Use:   "run NETWORK",
		Short: "Measure the covariance, prune, simulate again under the same noise, and compare",
		Long: `run drives the network with white noise, estimates the covariance from the trajectories
while it simulates them, prunes by noise-prune and by the controls, simulates original and
pruned networks from the same initial states under the same noise, and reports the errors
of the pruned networks' spectra and trajectories.

With --target-error it first searches for the fewest edges with which noise-prune keeps the
trajectory error below that, and the controls keep as many.

` + networkHelp(),
		Example: `  simulate run data/celegans-hermaphrodite-chemical.mtx
  simulate run data/celegans-hermaphrodite-chemical.mtx --target-error 0.1
  simulate run data/human-hcp-glasser-360.mtx --keep 0.2 --out human
  simulate run clustered:sizes=100/20/80,long=60 --samples 40000 --seed 7`,
		Args:              arguments(0, 1),
		ValidArgsFunction: completeNetworks(1),
		RunE:              func(c *cobra.Command, args []string) error { return s.simulate(c, args) },
	}
	s.bind(c)
	bindCovariance(c.Flags(), &s.spec.Covariance)
	bindPrune(c.Flags(), &s.spec.Prune)
	bindCompare(c.Flags(), &s.spec.Compare)
	s.display.bindPlots(c.Flags())
	return c
}

func newCovariance(sub *submission) *cobra.Command {
	s := settings{submission: sub}
	c := &cobra.Command{
		Use:   "covariance NETWORK",
		Short: "Only measure the covariance, with error bars and the exact value beside it",
		Long: `covariance drives the network with white noise and estimates the covariance of its
activity, with error bars from independent replicas. Where an exact value exists, the
deviation from it is reported. With --out the arrays are written for numpy.load.

` + networkHelp(),
		Example:           `  simulate covariance data/human-hcp-glasser-360.mtx --covariance dense -o human`,
		Args:              arguments(0, 1),
		ValidArgsFunction: completeNetworks(1),
		RunE:              func(c *cobra.Command, args []string) error { return s.simulate(c, args) },
	}
	s.bind(c)
	bindCovariance(c.Flags(), &s.spec.Covariance)
	return c
}

func newPrune(sub *submission) *cobra.Command {
	s := settings{submission: sub}
	c := &cobra.Command{
		Use:   "prune NETWORK",
		Short: "Only write the pruned network",
		Long: `prune measures the covariance and prunes, without simulating again, but for the search with
--target-error. It writes DIR/pruned.mtx with --out DIR: the matrix A = W − D of the pruned network.

` + networkHelp(),
		Example:           `  simulate prune data/human-hcp-glasser-360.mtx --keep 0.2 --out human`,
		Args:              arguments(0, 1),
		ValidArgsFunction: completeNetworks(1),
		RunE:              func(c *cobra.Command, args []string) error { return s.simulate(c, args) },
	}
	s.bind(c)
	bindCovariance(c.Flags(), &s.spec.Covariance)
	bindPrune(c.Flags(), &s.spec.Prune)
	return c
}

func newCompare(sub *submission) *cobra.Command {
	s := settings{submission: sub}
	c := &cobra.Command{
		Use:   "compare ORIGINAL PRUNED",
		Short: "Compare the spectra and the trajectories of two networks",
		Long: `compare compares two networks of the same neurons: eigenvalues, quadratic forms,
eigenvectors, the worst case, and trajectories from the same initial states under the same
noise. Both are read with the same flags. Neurons are matched by label where both files have
labels, and by position otherwise. A leak of auto is that of each file's diagonal, where it has
one, as the pruned.mtx of simulate run does; a second file without one gets the dominant leak
of the first, with the same slack.`,
		Example:           `  simulate compare data/human-hcp-glasser-360.mtx human/pruned.mtx`,
		Args:              arguments(2, 2),
		ValidArgsFunction: completeNetworks(2),
		RunE:              s.compare,
	}
	s.bind(c)
	bindCompare(c.Flags(), &s.spec.Compare)
	s.display.bindPlots(c.Flags())
	return c
}
