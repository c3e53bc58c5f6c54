package main

import (
	"fmt"
	"math"

	"github.com/spf13/cobra"
)

// sweepCommand is the name of the command, in checkpoints too.
const sweepCommand = "sweep"

// sweeping is what a sweep is asked for beside its settings.
type sweeping struct {
	keeps    []float64
	level    float64
	networks []sweptNetwork
}

func newSweep(sub *submission) *cobra.Command {
	s := settings{submission: sub}
	w := sweeping{keeps: []float64{0.1, 0.2, 0.4, 0.6, 0.8}, level: 0.1}
	c := &cobra.Command{
		Use:   sweepCommand + " NETWORK…",
		Short: "Prune to several budgets, and say down to which the dynamics survive",
		Long: `sweep measures the covariance of each network once, prunes to every share of the edges that
--keep lists, and compares the pruned networks with the original as run does. It says down to
which share of the synapses each rule keeps the error below --level. Of every pruning the
error is followed down from the largest share to where it reaches the level, along straight
lines between neighbouring shares, in the logarithms of the error and of the odds (1 − k)/k of
being pruned; the mean over prunings has its 95% interval. Where some prunings do not reach the
level within the shares, it is the median that is told, with an interval by ranks.

With --target-error the fewest edges with which noise-prune stays below that error are searched for,
and that share is among those that are compared.

A NETWORK may be a pattern in quotes, such as 'data/*.mtx'. All are read and checked first; a
network that cannot be run is told, and the others go on, one at a time in memory. With
--out DIR the folder has sweep.json, sweep.csv (a row for each network, rule, share, pruning
and measure) and a picture of each network.

` + networkHelp(),
		Example: `  simulate sweep data/celegans-hermaphrodite-chemical.mtx --keep 0.2,0.4,0.6
  simulate sweep 'data/*.mtx' --keep 0.05:0.9:8 --out sweep`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeNetworks(math.MaxInt),
		RunE:              func(c *cobra.Command, args []string) error { return s.sweep(c, args, w) },
	}
	s.bind(c)
	c.Flags().Lookup("json").Usage = "print sweep.json on standard output, and nothing else there"
	c.Flags().Var(shares{&w.keeps}, "keep", "shares of the edges to keep, with commas, or low:high:count for as many at equal distances")
	c.Flags().Float64Var(&w.level, "level", w.level, "error down to which share of the synapses is looked for")
	bindCovariance(c.Flags(), &s.spec.Covariance)
	bindTarget(c.Flags(), &s.spec.Prune)
	bindRules(c.Flags(), &s.spec.Prune)
	bindCompare(c.Flags(), &s.spec.Compare)
	s.display.bindPlots(c.Flags())
	return c
}

// sweep sweeps over the budgets of the networks that the command line names.
func (s *settings) sweep(c *cobra.Command, args []string, w sweeping) error {
	if !(w.level > 0) || math.IsInf(w.level, 0) {
		return inputError{fmt.Errorf("--level is %v; give an error above 0, such as 0.1", w.level)}
	}
	sources, err := expandSources(args)
	if err != nil {
		return err
	}
	first := ""
	if len(sources) > 0 {
		first = sources[0]
	}
	if err := s.resolve(c, first); err != nil {
		return err
	}
	if s.print {
		return printSpec(c.OutOrStdout(), s.spec)
	}
	if len(sources) == 0 {
		sources = []string{s.spec.Network.Source} // of the spec file
	}
	if w.networks, err = s.checkSwept(c, sources, w.keeps); err != nil {
		return err
	}
	f, err := openFolder(s.out, s.force)
	if err != nil {
		return err
	}
	if f.store != nil {
		if err := s.saveSweep(f.store, w); err != nil {
			f.discard()
			return inputError{fmt.Errorf("--out %s cannot hold a checkpoint: %w; nothing was computed", s.out, err)}
		}
		if s.submission != nil {
			return s.submitSweep(f, c, w)
		}
		return closeAfter(s.sweepIn(f, c, w), f.store)
	}
	return s.sweepIn(f, c, w)
}
