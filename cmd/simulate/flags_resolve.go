package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/sim"
)

// resolve reads the spec file, if there is one, and replaces its values by those of the given
// flags.
func (s *settings) resolve(c *cobra.Command, source string) error {
	if s.specFile != "" {
		if err := s.readSpec(c.Flags()); err != nil {
			return err
		}
	}
	if source != "" {
		s.spec.Network.Source = source
	}
	if s.spec.Network.Source == "" {
		return inputError{fmt.Errorf("no network: name a file or a generator; %s --help lists them", c.CommandPath())}
	}
	if s.out == "" && c.Flags().Changed("checkpoint") {
		return inputError{errors.New("--checkpoint needs a folder to write to; give --out too")}
	}
	if s.out == "" && s.watch {
		return inputError{errors.New("--watch needs a folder, from which a run that was stopped can go on; give --out too")}
	}
	if err := s.checkSubmission(); err != nil {
		return err
	}
	return s.resolveOptions()
}

// resolveOptions checks the flags that do not change results, and opens the LAPACK.
func (s *settings) resolveOptions() error {
	if s.workers < 1 {
		return inputError{fmt.Errorf("--workers is %d; give at least 1", s.workers)}
	}
	if s.interval <= 0 {
		return inputError{fmt.Errorf("--checkpoint is %v; give a time, such as 30s", s.interval)}
	}
	var err error
	s.library, err = useLAPACK(s.lapack)
	return err
}

// readSpec reads the spec file and sets the given flags again.
func (s *settings) readSpec(flags *pflag.FlagSet) error {
	text, err := os.ReadFile(s.specFile)
	if err != nil {
		return inputError{err}
	}
	given := map[string]string{}
	flags.Visit(func(f *pflag.Flag) { given[f.Name] = f.Value.String() })
	parse := s.parse
	if parse == nil {
		parse = s.parseSpec
	}
	if err := parse(text); err != nil {
		return inputError{fmt.Errorf("%s: %w; --print-spec prints all fields", s.specFile, err)}
	}
	return s.setFlags(flags, given)
}

// parseSpec reads the text of a sim.Spec.
func (s *settings) parseSpec(text []byte) (err error) {
	s.spec, err = sim.ParseSpec(text, sim.DefaultSpec())
	return err
}

// setFlags sets the given flags again, since reading the spec file has overwritten their values. The
// budget and the conditions on the command line replace those of the file.
func (s *settings) setFlags(flags *pflag.FlagSet, given map[string]string) error {
	for _, budget := range []string{"k", "keep", "density", "edges", "epsilon", "target-error"} {
		if _, ok := given[budget]; ok {
			p := &s.spec.Prune
			p.K, p.Keep, p.Density, p.Edges, p.Epsilon, p.TargetError = nil, nil, nil, nil, nil, nil
		}
	}
	if _, ok := given["where"]; ok {
		s.spec.Network.Where = nil
	}
	if _, ok := given["stimulus"]; ok {
		s.spec.Network.Stimulus = nil
	}
	for name, value := range given {
		if err := flags.Set(name, value); err != nil {
			return inputError{err}
		}
	}
	return nil
}

// options returns the options of the run, which do not change results.
func (s *settings) options(p sim.Progress) sim.Options {
	return sim.Options{Workers: s.workers, Kernel: s.kernel, LAPACK: s.library, Progress: p}
}
