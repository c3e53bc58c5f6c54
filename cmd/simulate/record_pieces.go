package main

import (
	"fmt"
	"os"
	"path/filepath"

	"noiseprune/internal/resume"
	"noiseprune/recording"
	"noiseprune/sim"
)

// pieceFiles is the sim.FrameStore of a process that does a part of a recording. It writes into its own folder of the checkpoint, so that
// no two processes write one file, even where they do the same part. A file, a piece, has the frames of one replica from one of them on:
//
//	frames-NETWORK-REPLICA-FIRST.npy
//
// Where several processes have recorded a frame it has the same bytes in each of their pieces, so that any of them can be taken.
type pieceFiles struct {
	frameFiles
	folder string
}

// Begin makes a piece. It returns an error where no file has all frames before it.
func (p pieceFiles) Begin(network, replica int, from int64) (sim.Frames, error) {
	path := p.recorded.framesPath(p.out, network, replica, p.replicas)
	if have := p.framesIn(path); have < from {
		if _, ok := covering(p.pieces(network, replica), have, from); !ok {
			return nil, fmt.Errorf("%s cannot be continued: frames before number %d, that of the checkpoint, are missing; %s",
				path, from, recordAnew)
		}
	}
	name := fmt.Sprintf(pieceForm, network, replica, from)
	return openedFrames(recording.Create(filepath.Join(p.folder, name), len(p.recorded.Neurons), p.recorded.Element))
}

// pieceForm is the name of a piece, of network, replica and first frame.
const pieceForm = "frames-%d-%d-%d.npy"

// piece is a file with the frames first … end−1 of a replica.
type piece struct {
	path       string
	first, end int64
}

// replicaOf is a replica of a network, both from 0.
type replicaOf struct{ network, replica int }

// foundPieces lists the pieces in the folders of all parts, whose ends are not known until they are opened.
func (f frameFiles) foundPieces() map[replicaOf][]piece {
	found := map[replicaOf][]piece{}
	for _, folder := range resume.PartFolders(checkpointFolder(f.out)) {
		entries, _ := os.ReadDir(folder) // there are none where it cannot be read
		for _, e := range entries {
			var of replicaOf
			p := piece{path: filepath.Join(folder, e.Name())}
			_, err := fmt.Sscanf(e.Name(), pieceForm, &of.network, &of.replica, &p.first)
			if err == nil && e.Name() == fmt.Sprintf(pieceForm, of.network, of.replica, p.first) {
				found[of] = append(found[of], p)
			}
		}
	}
	return found
}

// opened returns the pieces with their ends, without those that cannot be read.
func (f frameFiles) opened(pieces []piece) (found []piece) {
	for _, p := range pieces {
		if frames := f.framesIn(p.path); frames > 0 {
			p.end = p.first + frames
			found = append(found, p)
		}
	}
	return found
}

// pieces returns what parts have recorded of a replica.
func (f frameFiles) pieces(network, replica int) []piece {
	return f.opened(f.foundPieces()[replicaOf{network, replica}])
}

// framesIn returns how many durable frames a file has; none where it cannot be read, or is not of this recording.
func (f frameFiles) framesIn(path string) int64 {
	r, err := recording.Open(path)
	if err != nil {
		return 0
	}
	defer r.Close() //nolint:errcheck // nothing is written
	if r.Columns() != len(f.recorded.Neurons) || r.ElementType() != f.recorded.Element {
		return 0
	}
	return r.Frames()
}

// covering returns pieces that together have the frames from … to−1, in ascending order, each of which goes further than the one before
// it, and whether there are such.
func covering(pieces []piece, from, to int64) (chosen []piece, ok bool) {
	for at := from; at < to; at = chosen[len(chosen)-1].end {
		furthest := piece{end: at}
		for _, p := range pieces {
			if p.first <= at && p.end > furthest.end {
				furthest = p
			}
		}
		if furthest.end == at {
			return nil, false
		}
		chosen = append(chosen, furthest)
	}
	return chosen, true
}
