package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"noiseprune/internal/paper"
	"noiseprune/internal/resume"
)

// unfinishedName is the folder, beside the figures, with the finished parts of unfinished figures.
const unfinishedName = "unfinished"

// partsInterval is the time between two writes of finished parts. Parts that took long are written at
// once.
const partsInterval = 30 * time.Second

// identityEntry is the entry that names all that a figure's numbers depend on.
const identityEntry = resume.HeaderPrefix + "figure"

// openStore opens the finished parts of an interrupted run of the figure. It clears them under --force,
// and if they have other options or are of another build, whose numbers may differ. Where nothing can
// be written it prints why and returns nil.
func (s *paperSeries) openStore(f paper.Figure, p *progress) (*resume.Folder, error) {
	path := filepath.Join(s.folder, unfinishedName, f.Name)
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	var store *resume.Folder
	if err == nil {
		store, err = resume.Open(path)
	}
	if busy := (*resume.BusyError)(nil); errors.As(err, &busy) {
		return nil, inputError{err}
	}
	if err == nil {
		err = s.identify(store, f)
	}
	if err != nil {
		p.message(fmt.Sprintf("finished parts of the figure cannot be written: %s; "+
			"it is computed, but could not continue after an interruption", oneLine(err)))
		return nil, nil //nolint:nilnil // there is none
	}
	if damage := store.Damage(); damage != "" {
		p.message(damage + "; its parts are computed again")
	}
	store.Start(partsInterval, p.message)
	return store, nil
}

// identify clears the store unless its parts have this figure's identity, and writes the identity.
func (s *paperSeries) identify(store *resume.Folder, f paper.Figure) error {
	identity := fmt.Sprintf("figure %s, %s size, seed %d, at most %d neurons, LAPACK of %s, %s",
		f.Name, s.options.Size, s.seed, s.maxNeurons, s.options.LAPACK.Name(), s.build)
	if saved, _ := store.Get(identityEntry); s.force || string(saved) != identity {
		if err := store.Clear(); err != nil {
			return err
		}
	}
	store.Put(identityEntry, []byte(identity))
	return nil
}

// removeStore removes the parts of a figure that is finished, and the folder of all parts if it is
// empty then.
func removeStore(store *resume.Folder, folder string) error {
	if store == nil {
		return nil
	}
	err := store.Remove()
	_ = os.Remove(filepath.Join(folder, unfinishedName)) // fails if it holds parts of another figure
	return err
}

// closeStore writes the parts of a figure that is not finished, and reports whether there are any.
func closeStore(store *resume.Folder, folder string) (kept bool, err error) {
	if store == nil {
		return false, nil
	}
	err = store.Stop()
	if store.Empty() {
		return false, errors.Join(err, removeStore(store, folder))
	}
	return true, errors.Join(err, store.Close())
}
