package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"noiseprune/recording"
	"noiseprune/sim"
)

// simulationError adds to the error of a simulation how to continue it. After an error that would
// occur again it removes the checkpoint. found says whether there are results to be written;
// unsaved is why the last checkpoint could not be written.
func (f folder) simulationError(found bool, err, unsaved error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled) && unsaved != nil:
		return fmt.Errorf("interrupted, and the last checkpoint could not be written: %w; simulate resume %s continues from the one before",
			unsaved, f.path)
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted; simulate resume %s continues", f.path)
	case errors.As(err, new(*sim.CheckpointError)), errors.As(err, new(incompleteError)), found:
		return err
	case isInputError(err), errors.As(err, new(*sim.DivergedError)): // which would occur again
		f.discard()
		return err
	}
	if errors.As(err, new(*recording.WriteError)) { // which says what has to be done before
		return fmt.Errorf("%w: simulate resume %s", err, f.path)
	}
	return fmt.Errorf("%w; when the cause is removed, simulate resume %s continues from the last checkpoint", err, f.path)
}

// writeError says why the results could not be written, and how to obtain them.
func (f folder) writeError(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w (was the folder removed?)", err)
	}
	if !holdsCheckpoint(f.path) {
		return fmt.Errorf("the results could not be written to %s: %w; make room or choose another --out, and run again", f.path, err)
	}
	return fmt.Errorf("the results could not be written to %s: %w; make room there, and simulate resume %s continues from the last checkpoint",
		f.path, err, f.path)
}
