package main

import (
	"io"
	"path/filepath"
	"reflect"

	"github.com/spf13/cobra"

	"noiseprune/network"
	"noiseprune/network/netio"
)

// compare runs simulate compare on the two networks that the command line names. The second is
// brought into the order of the first before anything is saved or computed, so that a run that is
// resumed reads both from its checkpoint as they are compared.
func (s *settings) compare(c *cobra.Command, args []string) error {
	if err := s.resolve(c, args[0]); err != nil {
		return err
	}
	if s.print {
		return printSpec(c.OutOrStdout(), s.spec)
	}
	allowed, notes, seed := s.memory.allowance(), s.notes(c), s.spec.Seed
	given := s.spec.Network
	original, err := loadNoting(given, allowed, notes, func(l netio.Limits) (*netio.Loaded, error) {
		return netio.Load(given, seed, l)
	})
	if err != nil {
		return err
	}
	s.spec.Network = original.Definition
	pruned, err := s.loadBeside(original, given, args[1], args[0], notes)
	if err != nil {
		return err
	}
	return s.start(c, original.Network, pruned)
}

// loadBeside reads a network that is compared with an original, which was read from the first source by the given definition.
func (s *settings) loadBeside(
	original *netio.Loaded, given network.Definition, source, first string, notes io.Writer,
) (*network.Network, error) {
	given.Source = source
	if extension := filepath.Ext(source); extension != filepath.Ext(first) && !reflect.DeepEqual(given.Reading, network.Reading{}) {
		given.Reading = network.Reading{} // they are those of the first file's format
		printStatus(notes, "%s: read without the options of %s, since it is another kind of file", source, first)
	}
	loaded, err := loadNoting(given, s.memory.allowance(), notes, func(l netio.Limits) (*netio.Loaded, error) {
		return netio.LoadBeside(original, given, s.spec.Seed, l)
	})
	if err != nil {
		return nil, err
	}
	return loaded.Network, nil
}
