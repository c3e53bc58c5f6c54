package main

import (
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
	given.Source = args[1]
	if extension := filepath.Ext(args[1]); extension != filepath.Ext(args[0]) && !reflect.DeepEqual(given.Reading, network.Reading{}) {
		given.Reading = network.Reading{} // they are those of the first file's format
		printStatus(notes, "%s: read without the options of %s, since it is another kind of file", args[1], args[0])
	}
	pruned, err := loadNoting(given, allowed, notes, func(l netio.Limits) (*netio.Loaded, error) {
		return netio.LoadBeside(original, given, seed, l)
	})
	if err != nil {
		return err
	}
	return s.start(c, original.Network, pruned.Network)
}
