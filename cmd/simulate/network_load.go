package main

import (
	"fmt"
	"io"

	"noiseprune/internal/memory"
	"noiseprune/network"
	"noiseprune/network/netio"
)

// load reads or generates the network of the definition, and resolves the definition. All its
// errors are input errors, also that the network does not fit into the memory.
//
// Notes on how the file was read go to notes, a line each.
func load(d *network.Definition, seed uint64, allowed memory.Allowance, notes io.Writer) (*network.Network, error) {
	loaded, err := loadNoting(*d, allowed, notes, func(l netio.Limits) (*netio.Loaded, error) { return netio.Load(*d, seed, l) })
	if err != nil {
		return nil, err
	}
	*d = loaded.Definition
	return loaded.Network, nil
}

// loadNoting does what load does by the function read.
func loadNoting(
	d network.Definition, allowed memory.Allowance, notes io.Writer, read func(netio.Limits) (*netio.Loaded, error),
) (*netio.Loaded, error) {
	if err := checkGenerator(d.Source, allowed); err != nil {
		return nil, inputError{err}
	}
	loaded, err := read(limits(allowed))
	if err != nil {
		return nil, inputError{err}
	}
	printNotes(notes, d.Source, loaded.Notes)
	return loaded, nil
}

// printNotes prints what is to be known of how a file was read.
func printNotes(w io.Writer, source string, notes []string) {
	for _, note := range notes {
		printStatus(w, "%s: %s", source, note)
	}
}

// readWeights reads the file, or runs the generator.
func readWeights(d network.Definition, seed uint64, allowed memory.Allowance) (*netio.Matrix, error) {
	if err := checkGenerator(d.Source, allowed); err != nil {
		return nil, err
	}
	return netio.ReadWeights(d, seed, limits(allowed))
}

// limits returns how large a file may be.
func limits(allowed memory.Allowance) netio.Limits {
	l := netio.DefaultLimits()
	if allowed.Known {
		l = l.WithinMemory(allowed.Bytes)
	}
	return l
}

// checkGenerator refuses a generator that makes more than fits into the memory.
func checkGenerator(text string, allowed memory.Allowance) error {
	if !network.IsGenerator(text) {
		return nil
	}
	generator, err := network.ParseGenerator(text)
	if err != nil {
		return err
	}
	if needed := network.GenerationBytes(generator); allowed.Known && needed > allowed.Bytes {
		return fmt.Errorf("%s: about %.3g synapses need %s of memory, and %s; choose a smaller network, or a machine with more memory",
			text, generator.Synapses(), memory.Size(needed), allowed)
	}
	return nil
}
