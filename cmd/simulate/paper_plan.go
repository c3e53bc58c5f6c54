package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"noiseprune/internal/paper"
	"noiseprune/internal/paper/figure"
)

// plan finds out which figures are to be computed. It refuses to replace a full-size result by a quick
// one, figures that do not fit into the memory, and spectra that take too long.
func (s *paperSeries) plan(figures []paper.Figure) error {
	s.figures, s.existing = figures, make([]*figure.Outcome, len(figures))
	var slow []spectraCost
	for k, f := range figures {
		existing, err := s.reusable(f)
		if err != nil {
			return err
		}
		if existing != nil {
			s.existing[k] = existing
			continue
		}
		if cost := s.spectraCost(f); cost.time >= announcedSpectra {
			slow = append(slow, cost)
		}
	}
	s.allowed, s.collectorLimit = s.memory.allowance(), debug.SetMemoryLimit(-1)
	if err := s.checkMemory(); err != nil {
		return err
	}
	return s.checkSpectra(slow)
}

// reusable returns the figure as the folder holds it, or nil if it is to be computed.
func (s *paperSeries) reusable(f paper.Figure) (*figure.Outcome, error) {
	o, err := readOutcome(s.folder, f.Name)
	switch {
	case err != nil, o == nil, s.force:
		return nil, err
	case o.Size == s.options.Size && o.Seed == s.seed && o.Most == s.maxNeurons:
		return o, nil
	case o.Size == figure.Full && s.quick:
		return nil, inputError{fmt.Errorf("%s holds figure %s at full size; "+
			"choose another --out for quick results, or give --force to replace it", s.folder, f.Name)}
	}
	return nil, nil
}

// readOutcome reads a figure's numbers; nil if the folder has none.
func readOutcome(folder, name string) (*figure.Outcome, error) {
	path := filepath.Join(folder, name+".json")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // there is none
	}
	if err != nil {
		return nil, err
	}
	o, err := figure.ParseOutcome(text)
	if err != nil {
		return nil, inputError{fmt.Errorf("%s: %w; remove it", path, err)}
	}
	return o, nil
}
