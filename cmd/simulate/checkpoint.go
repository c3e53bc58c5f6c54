package main

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"

	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/sim"
)

// checkpointName is the name, in the folder of the results, of the folder with the checkpoint of an
// unfinished run.
const checkpointName = "checkpoint"

func checkpointFolder(results string) string { return filepath.Join(results, checkpointName) }

// holdsCheckpoint reports whether the folder of results holds the checkpoint of an unfinished run.
func holdsCheckpoint(results string) bool { return resume.Exists(checkpointFolder(results)) }

// openCheckpoint opens the checkpoint in the folder of results, which must exist.
func openCheckpoint(results string) (*resume.Folder, error) {
	store, err := resume.Open(checkpointFolder(results))
	if busy := (*resume.BusyError)(nil); errors.As(err, &busy) {
		busy.Folder = results
	}
	return store, err
}

// The entries of the command line that a checkpoint belongs to.
const (
	commandEntry = resume.HeaderPrefix + "command" // run, sweep, covariance, prune or compare
	lapackEntry  = resume.HeaderPrefix + "lapack"  // the choice on the command line
	specEntry    = resume.HeaderPrefix + "spec"    // as it was given, in YAML
)

// closeAfter closes the store after work that ended with err. An error of closing is told only where there is no other, which it
// would follow from.
func closeAfter(err error, store *resume.Folder) error {
	closed := store.Close()
	if err != nil {
		return err
	}
	return closed
}

func networkEntry(k int) string { return fmt.Sprintf("%snetwork/%d", resume.HeaderPrefix, k) }

// saveCommand writes the command line and its networks, the first segment of a checkpoint.
func (s *settings) saveCommand(store *resume.Folder, command string, nets []*network.Network) error {
	spec, err := s.spec.YAML()
	if err != nil {
		return err
	}
	store.Put(commandEntry, []byte(command))
	store.Put(lapackEntry, []byte(s.lapack.String()))
	store.Put(specEntry, spec)
	for k, net := range nets {
		store.Put(networkEntry(k), resume.Marshal(net))
	}
	return store.Sync()
}

// loadCommand reads what saveCommand wrote into the settings. lapackGiven says that --lapack replaces
// the checkpoint's.
func (s *settings) loadCommand(store *resume.Folder, lapackGiven bool) (command string, nets []*network.Network, err error) {
	name, ok := store.Get(commandEntry)
	spec, known := store.Get(specEntry)
	if !ok || !known {
		return "", nil, errors.New(cmp.Or(store.Damage(), "its checkpoint does not say what was run"))
	}
	command = string(name)
	if nets, err = loadNetworks(store); err != nil {
		return "", nil, err
	}
	if _, ok := simulations()[command]; !ok || len(nets) != networksOf(command) {
		return "", nil, fmt.Errorf("its checkpoint is of the command %q with %d networks, which this program does not know",
			command, len(nets))
	}
	if s.spec, err = sim.ParseSpec(spec, sim.DefaultSpec()); err != nil {
		return "", nil, fmt.Errorf("the spec in its checkpoint: %w", err)
	}
	if !lapackGiven {
		err = s.loadLAPACK(store, store)
	}
	return command, nets, err
}

// loadNetworks reads the networks that saveCommand wrote.
func loadNetworks(store *resume.Folder) ([]*network.Network, error) {
	var nets []*network.Network
	for {
		data, ok := store.Get(networkEntry(len(nets)))
		if !ok {
			return nets, nil
		}
		net, err := network.Decode(data)
		if err != nil {
			return nil, fmt.Errorf("its networks cannot be read: %w", err)
		}
		nets = append(nets, net)
	}
}

// loadLAPACK reads the choice that saveCommand or saveSweep wrote. Where gonum has computed the saved results, which are those
// of the run, gonum is chosen even if an OpenBLAS is installed now, since the two differ by rounding.
func (s *settings) loadLAPACK(store *resume.Folder, run sim.Store) error {
	if choice, ok := store.Get(lapackEntry); ok {
		if err := s.lapack.UnmarshalText(choice); err != nil {
			return fmt.Errorf("the LAPACK in its checkpoint: %w", err)
		}
	}
	if name, ok := sim.SavedLAPACK(run); ok && name == (sim.LAPACK{}).Name() {
		s.lapack = sim.Gonum
	}
	return nil
}

// networksOf returns the number of networks that a command simulates.
func networksOf(command string) int {
	if command == "compare" {
		return 2
	}
	return 1
}
