package main

import (
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"noiseprune/internal/jobs"
	"noiseprune/internal/memory"
	"noiseprune/network"
	"noiseprune/sim"
)

// sweptNetwork is one network of a sweep. It is in memory while it is swept only, unless it is the only one.
type sweptNetwork struct {
	source string
	spec   sim.Spec                         // as it was given, of this network
	failed string                           // why it cannot be swept; empty if it can
	read   func() (*network.Network, error) // when its turn comes; nil where it cannot be swept
	time   sweptTime
	work   []jobs.Work // of a submission
}

// expandSources replaces patterns by the names of the files that match, and refuses a pattern without any, and a network
// that is named twice, also as ./a and a.
func expandSources(args []string) ([]string, error) {
	var sources []string
	for _, arg := range args {
		if network.IsGenerator(arg) || exists(arg) || !strings.ContainsAny(arg, "*?[") {
			sources = append(sources, arg)
			continue
		}
		names, err := filepath.Glob(arg)
		if err != nil {
			return nil, inputError{fmt.Errorf("%s is no pattern: %w", arg, err)}
		}
		if len(names) == 0 {
			return nil, inputError{fmt.Errorf("no file matches %s", arg)}
		}
		sources = append(sources, names...)
	}
	for k, source := range sources {
		if slices.ContainsFunc(sources[:k], func(other string) bool { return sameSource(source, other) }) {
			return nil, inputError{fmt.Errorf("%s is named twice; name every network once", source)}
		}
	}
	return sources, nil
}

// sameSource reports whether two names are of the same generator or file.
func sameSource(a, b string) bool {
	if network.IsGenerator(a) || network.IsGenerator(b) {
		return a == b
	}
	return filepath.Clean(a) == filepath.Clean(b)
}

// checkSwept reads or generates each of the networks, finds out whether it can be swept and how long that takes, and gives it free
// again. Of several, one that cannot be swept is told, and is kept with its reason.
func (s *settings) checkSwept(c *cobra.Command, sources []string, keeps []float64) ([]sweptNetwork, error) {
	var all []sweptNetwork
	for _, source := range sources {
		n, err := s.checkNetwork(c, source, keeps, len(sources))
		debug.FreeOSMemory() // so that the estimate of the next one is not of both
		switch {
		case err != nil && len(sources) == 1:
			return nil, err
		case err != nil:
			n.failed = oneLine(err)
			newProgress(c.ErrOrStderr(), s.quiet, s.progress).message(goingOn(source, n.failed))
		}
		all = append(all, n)
	}
	if !slices.ContainsFunc(all, func(n sweptNetwork) bool { return n.failed == "" }) {
		return nil, inputError{fmt.Errorf("none of %d networks can be swept: %s", len(all), all[0].failed)}
	}
	return all, nil
}

// checkNetwork does so with one of so many networks.
func (s *settings) checkNetwork(c *cobra.Command, source string, keeps []float64, networks int) (sweptNetwork, error) {
	n := sweptNetwork{source: source, spec: s.spec}
	n.spec.Network.Source = source
	net, err := load(&n.spec.Network, n.spec.Seed, s.memory.allowance(), s.notes(c))
	if err != nil {
		return n, err
	}
	plan, err := sim.PlanSweep(n.spec, net, keeps, s.options(nil))
	if err != nil {
		return n, err
	}
	allowed := s.memory.allowance()
	estimate, err := s.fitting(c, plan, allowed)
	if err != nil {
		return n, err
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	memory.LimitCollector(estimate.Largest().Bytes, allowed)
	if s.submission != nil {
		n.work = s.workOf(c, plan)
	} else {
		n.time = s.timeOf(c, source, plan, networks)
	}
	n.read = s.reading(n.spec)
	if networks == 1 {
		n.read = func() (*network.Network, error) { return net, nil }
	}
	return n, nil
}

// reading returns what reads or generates the network of a spec.
func (s *settings) reading(spec sim.Spec) func() (*network.Network, error) {
	return func() (*network.Network, error) {
		d := spec.Network
		return load(&d, spec.Seed, s.memory.allowance(), io.Discard)
	}
}

// goingOn says why one of several networks is not swept.
func goingOn(source, reason string) string {
	if !strings.HasPrefix(reason, source) { // it names the file
		reason = source + ": " + reason
	}
	return reason + "; going on with the others"
}
