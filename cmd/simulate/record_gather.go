package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"noiseprune/recording"
)

// gather brings what parts have recorded into the files of the replicas, of so many frames each. A piece with all frames becomes the file.
// The error is an incompleteError where they do not have them together either.
func (f frameFiles) gather(frames int64) error {
	found := f.foundPieces()
	for k := range f.recorded.networks {
		for replica := range f.replicas {
			path := f.recorded.framesPath(f.out, k, replica, f.replicas)
			have, pieces := f.framesIn(path), f.opened(found[replicaOf{k, replica}])
			if have >= frames || len(pieces) == 0 {
				continue
			}
			chosen, ok := covering(pieces, have, frames)
			if !ok {
				return incompleteError{fmt.Errorf("%s: the files of the parts do not have all of its %d frames together; %s",
					path, frames, recordAnew)}
			}
			if whole := chosen[0]; whole.first == 0 && whole.end == frames && moved(whole.path, path) {
				continue
			}
			if err := f.join(k, replica, frames, chosen); err != nil {
				return err
			}
		}
	}
	return nil
}

// moved gives a piece the name of a replica's file, and reports false where that is not possible, as where another process has it open on
// some systems. All of its frames are durable: a process that still has it open appends none.
func moved(from, to string) bool {
	if os.MkdirAll(filepath.Dir(to), 0o755) != nil || os.Rename(from, to) != nil {
		return false
	}
	if folder, err := os.Open(filepath.Dir(to)); err == nil {
		_ = folder.Sync() // some file systems cannot, and need not be told
		_ = folder.Close()
	}
	return true
}

// join completes the file of a replica from pieces that have its further frames, and removes these.
func (f frameFiles) join(network, replica int, frames int64, chosen []piece) error {
	w, err := f.extended(network, replica, frames, chosen)
	if err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	for _, p := range chosen {
		_ = os.Remove(p.path) // or it goes with the checkpoint
	}
	return nil
}

// goOn opens the file of a replica to go on after its first `from` frames. Those that it lacks, since parts have recorded them, are
// copied, as the part may be at work.
func (f frameFiles) goOn(network, replica int, from int64) (*recording.Writer, error) {
	path := f.recorded.framesPath(f.out, network, replica, f.replicas)
	w, err := recording.Continue(path, len(f.recorded.Neurons), f.recorded.Element, from)
	if err == nil {
		return w, nil
	}
	chosen, ok := covering(f.pieces(network, replica), f.framesIn(path), from)
	if !ok || len(chosen) == 0 {
		return nil, err
	}
	return f.extended(network, replica, from, chosen)
}

// extended opens the file of a replica, makes it where there is none, and appends from the pieces what it lacks of the first frames.
func (f frameFiles) extended(network, replica int, frames int64, chosen []piece) (*recording.Writer, error) {
	var w *recording.Writer
	var err error
	path := f.recorded.framesPath(f.out, network, replica, f.replicas)
	if have := f.framesIn(path); have > 0 {
		w, err = recording.Continue(path, len(f.recorded.Neurons), f.recorded.Element, have)
	} else {
		w, err = f.create(network, replica)
	}
	if err != nil {
		return nil, err
	}
	for _, p := range chosen {
		if err := p.appendTo(w, frames); err != nil {
			_ = w.Close() // what was appended stays
			return nil, err
		}
	}
	return w, nil
}

// appendTo appends to the frames of a replica those that follow them in the piece, until there are so many.
func (p piece) appendTo(w *recording.Writer, frames int64) error {
	r, err := recording.Open(p.path)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing is written
	end, columns := min(p.end, frames), int64(r.Columns())
	block := make([]float64, max(1, joinedNumbers/columns)*columns)
	for at := w.Frames(); at < end; at = w.Frames() {
		some := block[:min(int64(len(block)), (end-at)*columns)]
		if err := r.ReadFrames(some, at-p.first); err != nil {
			return err
		}
		for frame := range slices.Chunk(some, int(columns)) {
			if err := w.Append(frame); err != nil {
				return err
			}
		}
	}
	return nil
}

// joinedNumbers is how many numbers are copied at once, or one frame where that is more.
const joinedNumbers = 1 << 16
