package main

import (
	"fmt"

	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/sim"
)

// sweptEntry is the entry of a network of a sweep. It is no header, which a store keeps in memory.
func sweptEntry(k int) string { return fmt.Sprintf("swept-%d", k) }

// keepIn has the networks read from the store, and put there when they are read for the first time.
func (w sweeping) keepIn(store sim.Store) {
	for k, n := range w.networks {
		if n.failed == "" {
			w.networks[k].read = kept(store, sweptEntry(k), n.read)
		}
	}
}

// kept returns what reads a network from the entry of a store, which it makes if there is none. A sweep that was killed at its very
// beginning has not made all of them.
func kept(store sim.Store, entry string, read func() (*network.Network, error)) func() (*network.Network, error) {
	return func() (*network.Network, error) {
		if data, ok := store.Get(entry); ok {
			net, err := network.Decode(data)
			if err != nil {
				err = fmt.Errorf("its network in the checkpoint cannot be read: %w", err)
			}
			return net, err
		}
		net, err := read()
		if err == nil {
			store.Put(entry, resume.Marshal(net))
		}
		return net, err
	}
}
