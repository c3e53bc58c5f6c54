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

// unfinishedName is the folder, beside the figures, of the finished parts of all figures that are
// not finished.
const unfinishedName = "unfinished"

// partsInterval is the time between two moments at which what is found is brought to the disk,
// beside long parts, which are at once.
const partsInterval = 30 * time.Second

// identityEntry says what all that a figure's numbers depend on was.
const identityEntry = resume.HeaderPrefix + "figure"

// openStore opens what an earlier run of the figure has left unfinished: nothing under --force, or
// of other options, or of another build, whose numbers may differ. Where nothing can be kept it
// says so and returns nil.
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
		err = s.claim(store, f)
	}
	if err != nil {
		p.say(fmt.Sprintf("parts of the figure cannot be kept: %s; it goes on, and would begin anew if it were interrupted", oneLine(err)))
		return nil, nil //nolint:nilnil // there is none
	}
	if damage := store.Damage(); damage != "" {
		p.say(damage + "; its parts are computed again")
	}
	store.Start(partsInterval, p.say)
	return store, nil
}

// claim clears the store unless it belongs to this figure, and says that it does.
func (s *paperSeries) claim(store *resume.Folder, f paper.Figure) error {
	build, err := resume.Build()
	if err != nil {
		return err
	}
	identity := fmt.Sprintf("figure %s, %s size, seed %d, at most %d neurons, LAPACK of %s, %s",
		f.Name, s.options.Size, s.seed, s.most, s.options.LAPACK.Name(), build)
	if saved, _ := store.Get(identityEntry); s.force || string(saved) != identity {
		err = store.Clear()
	}
	store.Put(identityEntry, []byte(identity))
	return err
}

// removeStore removes what is kept of a figure that is finished, and the folder of such folders
// with the last of them.
func removeStore(store *resume.Folder, folder string) error {
	if store == nil {
		return nil
	}
	err := store.Remove()
	_ = os.Remove(filepath.Join(folder, unfinishedName)) // not if another figure has something there
	return err
}

// closeStore writes what is kept of a figure that is not finished, and reports whether anything is.
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
