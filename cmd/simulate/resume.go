package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"noiseprune/checkpoint"
	"noiseprune/network"
	"noiseprune/sim"
)

// simulation is one of sim's entry points, for the networks of its command.
type simulation func(context.Context, sim.Spec, []*network.Network, sim.Options) (*sim.Result, error)

// simulations returns the entry points by the commands that have checkpoints.
func simulations() map[string]simulation {
	one := func(do func(context.Context, sim.Spec, *network.Network, sim.Options) (*sim.Result, error)) simulation {
		return func(ctx context.Context, spec sim.Spec, nets []*network.Network, opt sim.Options) (*sim.Result, error) {
			return do(ctx, spec, nets[0], opt)
		}
	}
	return map[string]simulation{
		"run": one(sim.Run), "covariance": one(sim.MeasureCovariance), "prune": one(sim.Prune),
		"compare": func(ctx context.Context, spec sim.Spec, nets []*network.Network, opt sim.Options) (*sim.Result, error) {
			return sim.Compare(ctx, spec, nets[0], nets[1], opt)
		},
	}
}

func newResume() *cobra.Command {
	var s settings
	c := &cobra.Command{
		Use:   "resume DIR",
		Short: "Go on with a run that was interrupted",
		Long: `resume goes on with the run, covariance, prune or compare whose --out was DIR, from its
last checkpoint. The files in DIR are in the end the same, byte for byte, as if it had never
been interrupted. Network and spec are taken from the checkpoint; only flags that change no
number can be given again.`,
		Example: `  simulate run data/human-hcp-glasser-360.mtx --samples 1e6 --out human
  simulate resume human`,
		Args: arguments(1, 1),
		RunE: func(c *cobra.Command, args []string) error { return s.resume(c, args[0]) },
	}
	f := c.Flags()
	f.SortFlags = false
	f.BoolVar(&s.json, "json", false, "print result.json on standard output, and nothing else there")
	f.BoolVarP(&s.quiet, "quiet", "q", false, "show no progress")
	f.IntVar(&s.workers, "workers", runtime.NumCPU(), "goroutines; no number changes with them")
	f.StringVar(&s.kernel, "kernel", "auto", "product: auto, dense or sparse; no number changes with it")
	bindLAPACK(f, &s.lapack)
	bindCheckpoint(f, &s.interval)
	bindMemory(f, &s.memory)
	return c
}

// resume goes on with the run in the folder.
func (s *settings) resume(c *cobra.Command, dir string) error {
	s.out = dir
	if !checkpoint.Used(dir) {
		return s.nothingToResume(c)
	}
	store, err := checkpoint.Open(dir)
	if err != nil {
		return inputError{fmt.Errorf("%s cannot be resumed: %w", dir, err)}
	}
	if !checkpoint.Exists(dir) { // a process ended before its first checkpoint, or after its last
		if err := store.Close(); err != nil {
			return err
		}
		return s.nothingToResume(c)
	}
	return errors.Join(s.resumeFrom(c, store), store.Close())
}

// resumeFrom goes on with the run whose checkpoints are in the store.
func (s *settings) resumeFrom(c *cobra.Command, store *checkpoint.Folder) error {
	state, warning, err := store.Load()
	if err != nil {
		return inputError{fmt.Errorf("%s cannot be resumed: %w; begin again with --force", s.out, err)}
	}
	if warning != "" {
		fmt.Fprintln(c.ErrOrStderr(), warning) //nolint:errcheck // nobody to tell
	}
	nets, err := store.Networks()
	if err != nil {
		return inputError{fmt.Errorf("%s cannot be resumed, for its networks cannot be read: %w; begin again with --force", s.out, err)}
	}
	if _, ok := simulations()[state.Command]; !ok || len(nets) != networksOf(state.Command) {
		return inputError{
			fmt.Errorf("%s cannot be resumed: its checkpoint is of the command %q with %d networks, which this program does not know", s.out,
				state.Command, len(nets)),
		}
	}
	if s.spec, err = sim.ParseSpec(state.Run.Spec, sim.DefaultSpec()); err != nil {
		return inputError{fmt.Errorf("%s cannot be resumed: the spec in its checkpoint: %w", s.out, err)}
	}
	if !c.Flags().Changed("lapack") {
		s.lapack = state.LAPACK
		if state.Run.LAPACK == "gonum" {
			s.lapack = "gonum"
		}
	}
	if err := s.resolveOptions(); err != nil {
		return err
	}
	j := job{settings: s, command: state.Command, nets: nets, resumed: &state.Run, folder: folder{path: s.out, store: store}}
	return j.carryOut(c)
}

// networksOf returns how many networks a command simulates.
func networksOf(command string) int {
	if command == "compare" {
		return 2
	}
	return 1
}

// nothingToResume says that a run has finished, or that there is none.
func (s *settings) nothingToResume(c *cobra.Command) error {
	text, err := os.ReadFile(filepath.Join(s.out, resultName))
	switch {
	case isThere(filepath.Join(s.out, "paper", unfinishedName)):
		return inputError{
			fmt.Errorf("%s holds an unfinished figure of the paper; the simulate paper command that began it goes on with it", s.out),
		}
	case errors.Is(err, fs.ErrNotExist):
		return inputError{fmt.Errorf("%s holds no checkpoint, so there is nothing to resume; simulate run --out %s begins a run", s.out, s.out)}
	case err != nil:
		return inputError{err}
	case s.json:
		_, err := c.OutOrStdout().Write(text)
		return err
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s holds a finished run; there is nothing to resume.\n", s.out)
	return err
}
