package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/network"
	"noiseprune/sim"
)

// simulation is one of sim's entry points, for the networks of its command.
type simulation func(context.Context, sim.Spec, []*network.Network, sim.Options) (*sim.Result, error)

// simulations returns the entry points by command. These commands write checkpoints.
func simulations() map[string]simulation {
	one := func(simulate func(context.Context, sim.Spec, *network.Network, sim.Options) (*sim.Result, error)) simulation {
		return func(ctx context.Context, spec sim.Spec, nets []*network.Network, opt sim.Options) (*sim.Result, error) {
			return simulate(ctx, spec, nets[0], opt)
		}
	}
	return map[string]simulation{
		"run": one(sim.Run), "covariance": one(sim.MeasureCovariance), "prune": one(sim.Prune),
		"compare": func(ctx context.Context, spec sim.Spec, nets []*network.Network, opt sim.Options) (*sim.Result, error) {
			return sim.Compare(ctx, spec, nets[0], nets[1], opt)
		},
	}
}

// simulate runs the command on the network that the command line names.
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
	net, err := load(&s.spec.Network, s.spec.Seed, s.memory.allowance(), s.notes(c))
	if err != nil {
		return err
	}
	return s.start(c, net)
}

// notes is where notes on how a file was read are printed.
func (s *settings) notes(c *cobra.Command) io.Writer {
	if s.quiet {
		return io.Discard
	}
	return c.ErrOrStderr()
}

// start opens the output folder and simulates from the beginning.
func (s *settings) start(c *cobra.Command, nets ...*network.Network) error {
	folder, err := openFolder(s.out, s.force)
	if err != nil {
		return err
	}
	if folder.store != nil {
		if err := s.saveCommand(folder.store, c.Name(), nets); err != nil {
			folder.discard()
			return inputError{fmt.Errorf("--out %s cannot hold a checkpoint: %w; nothing was computed", s.out, err)}
		}
	}
	if s.submission != nil {
		return s.submitCommand(folder, c, nets)
	}
	return s.simulateIn(folder, c, c.Name(), nets)
}

// simulateIn simulates from the beginning, or from the folder's checkpoint, writes the result into
// the folder and prints it, and lets others follow.
func (s *settings) simulateIn(f folder, c *cobra.Command, command string, nets []*network.Network) (err error) {
	progress := newProgress(c.ErrOrStderr(), s.quiet, s.progress)
	if f.watched, err = s.follow(c, f, command, progress); err != nil {
		return err
	}
	return f.watched.end(c.Context(), s.simulateAndWrite(f, c, command, nets, progress))
}

// simulateAndWrite is simulateIn without those who follow. A simulation that fails may return the results found before the
// error; they are written and printed too.
func (s *settings) simulateAndWrite(f folder, c *cobra.Command, command string, nets []*network.Network, progress *progress) error {
	began := time.Now()
	opt := s.options(progress)
	opt.Watcher = f.watched.watcher()
	opt.Preflight = s.preflight(c, progress)
	if f.store != nil {
		opt.Store = f.shared()
		f.store.Start(s.interval, progress.message)
	}
	result, err := simulations()[command](c.Context(), s.spec, nets, opt)
	progress.finish()
	if f.store != nil {
		err = f.simulationError(result != nil, err, f.store.Stop())
	}
	if result == nil {
		return err
	}
	if err := f.write(result); err != nil {
		return f.writeError(err)
	}
	if err := s.printResult(c, result, time.Since(began)); err != nil {
		return err
	}
	if err != nil && s.out != "" {
		return fmt.Errorf("%w; what was found before is in %s, marked as incomplete", err, s.out)
	}
	return err
}
