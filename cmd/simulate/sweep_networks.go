package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"noiseprune/network"
	"noiseprune/sim"
)

// sweptNetwork is one network of a sweep.
type sweptNetwork struct {
	source string
	spec   sim.Spec         // as it was given, of this network
	net    *network.Network // nil where it cannot be read
	failed string           // why
}

// expandSources replaces patterns by the names of the files that match, and refuses a pattern without any, and a network
// that is named twice.
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
		if slices.Contains(sources[:k], source) {
			return nil, inputError{fmt.Errorf("%s is named twice; name every network once", source)}
		}
	}
	return sources, nil
}

// loadSwept reads or generates the networks. Of several, one that cannot be read is told, and is kept with its reason.
func (s *settings) loadSwept(c *cobra.Command, sources []string) ([]sweptNetwork, error) {
	var all []sweptNetwork
	for _, source := range sources {
		n := sweptNetwork{source: source, spec: s.spec}
		n.spec.Network.Source = source
		net, err := load(&n.spec.Network, n.spec.Seed, s.memory.allowance(), s.notes(c))
		switch {
		case err != nil && len(sources) == 1:
			return nil, err
		case err != nil:
			n.failed = oneLine(err)
			printStatus(c.ErrOrStderr(), "%s", goingOn(source, n.failed))
		}
		n.net = net
		all = append(all, n)
	}
	if !slices.ContainsFunc(all, func(n sweptNetwork) bool { return n.net != nil }) {
		return nil, inputError{fmt.Errorf("none of %d networks can be read: %s", len(all), all[0].failed)}
	}
	return all, nil
}

// goingOn says why one of several networks is not swept.
func goingOn(source, reason string) string {
	if !strings.HasPrefix(reason, source) { // it names the file
		reason = source + ": " + reason
	}
	return reason + "; going on with the others"
}
