package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/noise"
	"noiseprune/recording"
	"noiseprune/sim"
)

// recorded is what a recording is of, as a checkpoint holds it beside the spec and the networks.
type recorded struct {
	Folders []string              `json:"folders"` // of each network below --out; one empty name for a single network
	Neurons []int                 `json:"neurons"`
	Groups  *sim.Groups           `json:"groups"`
	Formats []recording.Format    `json:"formats"`
	Element recording.ElementType `json:"element"`

	networks []*network.Network
}

// read reads the networks and what of them is recorded.
func (s *recordSettings) read(c *cobra.Command, args []string) (*recorded, error) {
	given, allowed, notes := s.spec.Network, s.memory.allowance(), s.notes(c)
	original, err := loadNoting(given, allowed, notes, func(l netio.Limits) (*netio.Loaded, error) {
		return netio.Load(given, s.spec.Seed, l)
	})
	if err != nil {
		return nil, err
	}
	s.spec.Network = original.Definition
	r := &recorded{Folders: []string{""}, Formats: s.formats, Element: s.element, networks: []*network.Network{original.Network}}
	for _, source := range args[min(1, len(args)):] {
		beside, err := s.loadBeside(original, given, source, args[0], notes)
		if err != nil {
			return nil, err
		}
		r.networks = append(r.networks, beside)
	}
	if len(r.networks) > 1 {
		r.Folders = nil
		for _, source := range args {
			r.Folders = append(r.Folders, pictureName(source, r.Folders))
		}
	}
	if err := s.chooseNeurons(r, original.Network); err != nil {
		return nil, inputError{err}
	}
	return r, asInputError(r.checkFormats())
}

// checkFormats returns an error where a format cannot have the labels of the recorded neurons, before anything is recorded.
func (r *recorded) checkFormats() error {
	for _, format := range r.Formats {
		if err := format.Check(recordedLabels(r), len(r.Neurons)); err != nil {
			return fmt.Errorf("--format %v: %w", format, err)
		}
	}
	return nil
}

// chooseNeurons finds the neurons that are recorded, and their groups.
func (s *recordSettings) chooseNeurons(r *recorded, net *network.Network) (err error) {
	r.Neurons, err = network.ParseNeurons(s.record.Record.Neurons, network.Neurons{
		Count: net.Neurons(), Labels: net.Labels(),
		Random: noise.Key{Seed: s.spec.Seed, Purpose: noise.Measure}.Source(0, 0, 0), Lines: readLines,
	})
	if err != nil {
		return fmt.Errorf("--neurons: %w", err)
	}
	if path := s.record.Statistics.Groups; path != "" {
		r.Groups = &sim.Groups{}
		r.Groups.Names, r.Groups.Of, err = netio.ReadGroups(path, net.Neurons(), net.Labels())
	}
	return err
}

// readLines returns the lines of a file that are not blank.
func readLines(path string) (lines []string, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		if failed := (*fs.PathError)(nil); errors.As(err, &failed) {
			err = failed.Err
		}
		return nil, fmt.Errorf("%s cannot be read: %w; check the name", path, err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// recordEntry is the entry of a checkpoint that holds what is recorded.
const recordEntry = resume.HeaderPrefix + recordCommand

// begin writes the first segment of the checkpoint, and refuses to replace files of frames that no recording left.
func (r *recorded) begin(f folder, s *recordSettings) error {
	if !s.force {
		for k := range r.networks {
			if path := r.framesPath(f.path, k, 0, s.record.Record.Replicas); exists(path) {
				return inputError{fmt.Errorf("%s exists already; choose another --out, or replace it with --force", path)}
			}
		}
	}
	if err := errors.Join(f.makeRoom(), r.removeOld(f.path)); err != nil {
		return inputError{fmt.Errorf("--out %s cannot be written: %w", f.path, err)}
	}
	spec, err := s.takeSpec().YAML()
	if err != nil {
		return err
	}
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	f.store.Put(commandEntry, []byte(recordCommand))
	f.store.Put(lapackEntry, []byte(s.lapack.String()))
	f.store.Put(specEntry, spec)
	f.store.Put(recordEntry, text)
	for k, net := range r.networks {
		f.store.Put(networkEntry(k), resume.Marshal(net))
	}
	if err := f.store.Sync(); err != nil {
		return inputError{fmt.Errorf("--out %s cannot hold a checkpoint: %w; nothing was computed", f.path, err)}
	}
	return nil
}

// resumeRecording continues the recording whose checkpoint the store holds.
func (s *settings) resumeRecording(c *cobra.Command, store *resume.Folder) error {
	own := &recordSettings{settings: *s}
	r, err := own.load(store, c.Flags().Changed("lapack"))
	if err != nil {
		return inputError{fmt.Errorf("%s cannot be resumed: %w; start again with --force", s.out, err)}
	}
	if err := own.prepareResuming(c, store); err != nil {
		return err
	}
	return own.recordIn(folder{path: s.out, store: store}, c, r)
}

// load reads what begin wrote.
func (s *recordSettings) load(store *resume.Folder, lapackGiven bool) (*recorded, error) {
	text, known := store.Get(recordEntry)
	spec, ok := store.Get(specEntry)
	if !known || !ok {
		return nil, errors.New("its checkpoint does not say what was recorded")
	}
	r := &recorded{}
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("the recording in its checkpoint: %w", err)
	}
	if err := s.parseSpec(spec); err != nil {
		return nil, fmt.Errorf("the spec in its checkpoint: %w", err)
	}
	var err error
	if r.networks, err = loadNetworks(store); err != nil {
		return nil, err
	}
	if len(r.networks) == 0 || len(r.networks) != len(r.Folders) {
		return nil, fmt.Errorf("its checkpoint has %d networks for %d folders", len(r.networks), len(r.Folders))
	}
	if !lapackGiven {
		err = s.loadLAPACK(store, store)
	}
	return r, err
}

// framesPath returns the file of the frames of one replica of one network.
func (r *recorded) framesPath(out string, network, replica, replicas int) string {
	return filepath.Join(out, r.Folders[network], framesName(replica, replicas)+".npy")
}

// framesName returns the name of a replica's files, without the extension: frames, or frames-7 of several replicas.
func framesName(replica, replicas int) string {
	if replicas == 1 {
		return "frames"
	}
	return fmt.Sprintf("frames-%d", replica)
}
