package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"noiseprune/internal/atomicfile"
	"noiseprune/recording"
	"noiseprune/sim"
)

// frameFiles is a sim.FrameStore of .npy files.
type frameFiles struct {
	recorded *recorded
	out      string
	replicas int
}

// Begin opens the file of one replica.
func (f frameFiles) Begin(network, replica int, from int64) (sim.Frames, error) {
	if from > 0 {
		return openedFrames(f.goOn(network, replica, from))
	}
	return openedFrames(f.create(network, replica))
}

// create makes the file of a replica, in the place of one of this recording from before its first checkpoint.
func (f frameFiles) create(network, replica int) (*recording.Writer, error) {
	path := f.recorded.framesPath(f.out, network, replica, f.replicas)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return recording.Create(path, len(f.recorded.Neurons), f.recorded.Element)
}

// openedFrames returns the file, or nil where it could not be opened.
func openedFrames(w *recording.Writer, err error) (sim.Frames, error) {
	if err != nil {
		return nil, err
	}
	return framesFile{w}, nil
}

// framesFile is one of the files.
type framesFile struct{ *recording.Writer }

// Sync brings all frames to the disk.
func (f framesFile) Sync() error {
	_, err := f.Writer.Sync()
	return err
}

// noFrames is a sim.FrameStore that keeps nothing.
type noFrames struct{}

// Begin returns what takes frames and drops them.
func (n noFrames) Begin(int, int, int64) (sim.Frames, error) { return n, nil }

// Append drops the frame.
func (noFrames) Append([]float64) error { return nil }

// Sync does nothing.
func (noFrames) Sync() error { return nil }

// Close does nothing.
func (noFrames) Close() error { return nil }

// size returns the bytes of all files of frames, before and after copies replace the .npy files.
func (r *recorded) size(frames int64, replicas int) (during, after int64) {
	each := int64(len(r.networks)) * int64(replicas)
	keeps := false
	for _, format := range r.Formats {
		size := each * recording.Size(frames, len(r.Neurons), r.Element, format)
		during, after = during+size, after+size
		keeps = keeps || format == recording.NPY
	}
	if !keeps && len(r.Formats) > 0 {
		during += each * recording.Size(frames, len(r.Neurons), r.Element, recording.NPY)
	}
	return during, after
}

// check returns an error where a file lacks frames that were recorded, such as those of a process whose host had not brought all to the
// shared file system, or of a file that was removed.
func (f frameFiles) check(frames int64) error {
	for k := range f.recorded.networks {
		for replica := range f.replicas {
			path := f.recorded.framesPath(f.out, k, replica, f.replicas)
			r, err := recording.Open(path)
			if err != nil {
				return incompleteError{fmt.Errorf("%w; %s", err, recordAnew)}
			}
			have := r.Frames()
			_ = r.Close() // nothing was written
			if have != frames {
				return incompleteError{fmt.Errorf("%s has %d of %d frames; %s", path, have, frames, recordAnew)}
			}
		}
	}
	return nil
}

// recordAnew is what cures files that lack frames whose statistics are merged.
const recordAnew = "give the command that began the recording again, with --force"

// incompleteError says that a file of frames lacks some, which going on does not cure.
type incompleteError struct{ error }

// copies writes the frames in the other formats.
func (f frameFiles) copies(clock recording.Clock, labels []string, progress sim.Progress) error {
	progress.Phase("copying", int64(len(f.recorded.networks)*f.replicas*len(f.recorded.Formats)))
	for k := range f.recorded.networks {
		if err := atomicfile.RemoveTemporary(filepath.Join(f.out, f.recorded.Folders[k]), isFramesFile); err != nil {
			return err
		}
		for replica := range f.replicas {
			path := f.recorded.framesPath(f.out, k, replica, f.replicas)
			for _, format := range f.recorded.Formats {
				if err := copyFrames(path, format, clock, labels); err != nil {
					return err
				}
				progress.Advance(1)
			}
		}
	}
	return nil
}

// removeUnwanted removes the .npy files of which only copies are wanted. A process that was killed may have removed some already.
func (f frameFiles) removeUnwanted() error {
	if slices.Contains(f.recorded.Formats, recording.NPY) {
		return nil
	}
	for k := range f.recorded.networks {
		for replica := range f.replicas {
			err := os.Remove(f.recorded.framesPath(f.out, k, replica, f.replicas))
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// isFramesFile reports whether a file has a name that framesName gives, with one of the extensions of the formats.
func isFramesFile(name string) bool {
	base, extension, _ := strings.Cut(name, ".")
	if !slices.Contains([]string{"npy", "npz", "csv", "csv.gz", "parquet"}, extension) {
		return false
	}
	number, several := strings.CutPrefix(base, "frames-")
	return base == "frames" || several && number != "" && strings.Trim(number, "0123456789") == ""
}

// removeOld removes the frames of the recording that this one replaces, of the networks that both have.
func (r *recorded) removeOld(out string) error {
	for _, folder := range r.Folders {
		entries, err := os.ReadDir(filepath.Join(out, folder))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, e := range entries {
			if !isFramesFile(e.Name()) {
				continue
			}
			if err := os.Remove(filepath.Join(out, folder, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// copyFrames copies one file into another format, whose name takes the place of npy.
func copyFrames(path string, format recording.Format, clock recording.Clock, labels []string) (err error) {
	if format == recording.NPY {
		return nil
	}
	r, err := recording.Open(path)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // nothing is written
	base := path[:len(path)-len(".npy")]
	switch format {
	case recording.NPZ, recording.NPZDeflated:
		return recording.WriteNPZ(base+".npz", r, clock, labels, format == recording.NPZDeflated)
	case recording.CSV:
		return recording.WriteCSV(base+".csv", r, clock, labels, false)
	case recording.CSVGzip:
		return recording.WriteCSV(base+".csv.gz", r, clock, labels, true)
	case recording.Parquet:
		return recording.WriteParquet(base+".parquet", r, clock, labels)
	case recording.NPY:
	}
	return nil
}
