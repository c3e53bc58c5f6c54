package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"noiseprune/internal/resume"
	"noiseprune/sim"
)

// sweepEntry is the entry of what a sweep is asked for, without the networks themselves, which are those of sweptEntry.
const sweepEntry = resume.HeaderPrefix + sweepCommand

// sweepPrefix begins the names of all entries of one network's sweep.
func sweepPrefix(k int) string { return fmt.Sprintf("network-%d/", k) }

// savedSweep is the content of sweepEntry.
type savedSweep struct {
	Keeps    []float64      `json:"keeps"`
	Level    float64        `json:"level"`
	Networks []savedNetwork `json:"networks"`
}

// savedNetwork is a network of it.
type savedNetwork struct {
	Source string `json:"source"`
	Spec   string `json:"spec"` // in YAML
	Failed string `json:"failed"`
}

// saveSweep writes the command line and one network after the other, the first segments of a checkpoint, from which several networks
// are read when their turn comes.
func (s *settings) saveSweep(store *resume.Folder, w sweeping) error {
	text, err := w.encode()
	if err != nil {
		return err
	}
	store.Put(commandEntry, []byte(sweepCommand))
	store.Put(lapackEntry, []byte(s.lapack.String()))
	store.Put(sweepEntry, text)
	for k, n := range w.networks {
		if n.failed != "" {
			continue
		}
		net, err := n.read()
		if err != nil {
			return err
		}
		store.Put(sweptEntry(k), resume.Marshal(net))
		if err := store.Sync(); err != nil {
			return err
		}
	}
	if len(w.networks) > 1 {
		w.keepIn(store)
	}
	return nil
}

// encode returns the content of sweepEntry.
func (w sweeping) encode() ([]byte, error) {
	saved := savedSweep{Keeps: w.keeps, Level: w.level}
	for _, n := range w.networks {
		spec, err := n.spec.YAML()
		if err != nil {
			return nil, err
		}
		saved.Networks = append(saved.Networks, savedNetwork{n.source, string(spec), n.failed})
	}
	return json.Marshal(saved)
}

// loadSweep reads what saveSweep wrote. lapackGiven says that --lapack replaces the checkpoint's.
func (s *settings) loadSweep(store *resume.Folder, lapackGiven bool) (w sweeping, err error) {
	text, ok := store.Get(sweepEntry)
	if !ok {
		return w, errors.New(cmp.Or(store.Damage(), "its checkpoint does not say what was swept"))
	}
	var saved savedSweep
	if err := json.Unmarshal(text, &saved); err != nil {
		return w, fmt.Errorf("the sweep in its checkpoint: %w", err)
	}
	w.keeps, w.level = saved.Keeps, saved.Level
	for _, from := range saved.Networks {
		n := sweptNetwork{source: from.Source, failed: from.Failed}
		if n.spec, err = sim.ParseSpec([]byte(from.Spec), sim.DefaultSpec()); err != nil {
			return w, fmt.Errorf("the spec in its checkpoint: %w", err)
		}
		if n.failed == "" {
			n.read = s.reading(n.spec)
		}
		w.networks = append(w.networks, n)
	}
	w.keepIn(store)
	for k := len(w.networks) - 1; k >= 0 && !lapackGiven && err == nil; k-- {
		err = s.loadLAPACK(store, resume.Sub(store, sweepPrefix(k)))
	}
	return w, err
}

// resumeSweep continues the sweep whose checkpoint the store holds.
func (s *settings) resumeSweep(c *cobra.Command, store *resume.Folder) error {
	w, err := s.loadSweep(store, c.Flags().Changed("lapack"))
	if err != nil {
		return inputError{fmt.Errorf("%s cannot be resumed: %w; start again with --force", s.out, err)}
	}
	if err := s.prepareResuming(c, store); err != nil {
		return err
	}
	return s.sweepIn(folder{path: s.out, store: store}, c, w)
}
