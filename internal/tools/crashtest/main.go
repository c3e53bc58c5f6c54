// Command crashtest interrupts runs of simulate and requires that, once resumed, they write
// exactly the files of an uninterrupted run:
//
//	-kills      SIGKILL at random moments, some of them while a checkpoint or the results are
//	            being written, and again while the run is being resumed
//	-terms      SIGTERM at random moments, after which a checkpoint must exist
//	-disk-full  a disk that is full after a random number of bytes
//	-read-only  a disk that becomes read-only at random moments
//
// It prints its seed, with which the same moments are drawn again, and exits with 1 unless
// every run was equal.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"

	"noiseprune/internal/tools/command"
)

func main() {
	var n counts
	flag.IntVar(&n.kills, "kills", 200, "number of runs that are killed (SIGKILL)")
	flag.IntVar(&n.terms, "terms", 50, "number of runs that are terminated (SIGTERM)")
	flag.IntVar(&n.diskFull, "disk-full", 50, "number of runs on a disk that becomes full; they need the right to mount a tmpfs")
	flag.IntVar(&n.readOnly, "read-only", 50, "number of runs on a disk that becomes read-only; they need that right too")
	seed := flag.Uint64("seed", 1, "seed of the random moments")
	program := flag.String("simulate", "", "the program under test; by default it is built from ./cmd/simulate")
	flag.Parse()
	command.Main("crashtest", func(ctx context.Context, stdout io.Writer) error {
		return crashTest(ctx, stdout, *program, *seed, n)
	})
}

// counts says how many runs are interrupted in each way.
type counts struct{ kills, terms, diskFull, readOnly int }

// crashTest makes the reference runs and then all interrupted ones, and reports to w.
func crashTest(ctx context.Context, w io.Writer, program string, seed uint64, n counts) error {
	folder, err := os.MkdirTemp("", "crashtest-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a temporary folder
	if program == "" {
		if program, err = build(ctx, folder); err != nil {
			return err
		}
	}
	h := &harness{
		ctx: ctx, program: program, folder: folder, out: w,
		random: rand.New(rand.NewPCG(seed, 0)), //nolint:gosec // moments, not secrets
	}
	h.report("seed %d", seed)
	if err := h.makeReferences(references()); err != nil {
		return err
	}
	return h.interruptAll(n)
}

// interruptAll interrupts runs in every way. It returns an error if a run was not equal.
func (h *harness) interruptAll(n counts) error {
	for _, test := range []struct {
		count int
		run   func(count int) error
	}{{n.kills, h.kill}, {n.terms, h.terminate}, {n.diskFull, h.fillDisk}, {n.readOnly, h.makeReadOnly}} {
		if test.count > 0 {
			if err := test.run(test.count); err != nil {
				return err
			}
		}
	}
	if h.unequal > 0 {
		return fmt.Errorf("%d runs were not equal", h.unequal)
	}
	return nil
}

// build compiles simulate into the folder.
func build(ctx context.Context, folder string) (program string, err error) {
	program = filepath.Join(folder, "simulate")
	compiler := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/simulate")
	compiler.Stderr = os.Stderr
	if err := compiler.Run(); err != nil {
		return "", fmt.Errorf("simulate could not be built; start this in the root of the repository: %w", err)
	}
	return program, nil
}
