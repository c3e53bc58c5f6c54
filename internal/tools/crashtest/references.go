package main

import (
	"fmt"
	"path/filepath"
	"time"
)

// reference is a command line of simulate, and what it writes if it is not interrupted.
type reference struct {
	name     string
	args     []string // without --out
	files    map[string][]byte
	duration time.Duration
}

// references are runs of a fraction of a second, which between them have every phase, both methods
// and steppers, coloured noise, both precisions and activations.
func references() []*reference {
	return []*reference{
		{name: "dense", args: []string{"run", "clustered:sizes=14/8,long=8", "--covariance", "dense",
			"--stepper", "leimkuhler-matthews", "--samples", "30000", "--replicas", "48", "--width", "8", "--runs", "40"}},
		{name: "rectified", args: []string{"run", "random:n=24,degree=5,symmetric=false", "--activation", "rectified", "--input", "2",
			"--noise-placement", "ou", "--correlation-time", "0.5", "--covariance-from", "self", "--precision", "float32",
			"--samples", "1000", "--replicas", "24", "--width", "4", "--runs", "12"}},
		{name: "edges", args: []string{"run", "random:n=40,degree=6,symmetric=false", "--input", "1", "--increments", "rademacher",
			"--samples", "20000", "--replicas", "32", "--width", "8", "--runs", "40"}},
		{name: "covariance", args: []string{"covariance", "clustered:sizes=14/8,long=8", "--covariance", "dense",
			"--samples", "20000", "--width", "16"}},
		{name: "sweep", args: []string{"sweep", "clustered:sizes=14/8,long=8", "random:n=24,degree=5,symmetric=false", "--keep", "0.3,0.6,0.9",
			"--samples", "4000", "--replicas", "24", "--width", "8", "--runs", "16", "--prunings", "4"}},
		{name: "compare", args: []string{"compare", "clustered:sizes=30/20,long=12", "clustered:sizes=30/20,long=6", "--runs", "400"}},
	}
}

// makeReferences runs every reference without interruption, and keeps its files and its duration.
func (h *harness) makeReferences(all []*reference) error {
	h.references = all
	for _, ref := range all {
		out := filepath.Join(h.folder, "reference-"+ref.name)
		start := time.Now()
		p, err := h.start(append([]string{"--workers", "2", "--out", out}, ref.args...)...)
		if err != nil {
			return err
		}
		if end := p.wait(); end.code != 0 {
			return fmt.Errorf("the uninterrupted run %s failed: %s", ref.name, end.stderr)
		}
		ref.duration = time.Since(start)
		if ref.files, err = readFolder(out); err != nil {
			return err
		}
		if len(ref.files) < 3 {
			return fmt.Errorf("the uninterrupted run %s wrote %d files", ref.name, len(ref.files))
		}
		h.report("reference %-10s %d files, %v", ref.name, len(ref.files), ref.duration.Round(time.Millisecond))
	}
	return nil
}

// size returns the bytes of all files of the reference.
func (ref *reference) size() int {
	sum := 0
	for _, content := range ref.files {
		sum += len(content)
	}
	return sum
}
