// Command torture interrupts real runs of simulate and demands that they end, once resumed,
// in the very files of a run that was left in peace:
//
//	kills    SIGKILL at random moments, some of them while a checkpoint or the results are
//	         being written, and again while the run is being resumed
//	terms    SIGTERM at random moments, after which a checkpoint must be there
//	fills    a disk that is full after a random number of bytes
//	freezes  a disk that becomes read-only at random moments
//
// It prints its seed, with which the same moments are chosen again, and exits with 1 unless
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
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	var n counts
	flag.IntVar(&n.kills, "kills", 200, "runs that are killed")
	flag.IntVar(&n.terms, "terms", 50, "runs that are told to end")
	flag.IntVar(&n.fills, "fills", 50, "runs on a disk that becomes full; they need the right to mount a tmpfs")
	flag.IntVar(&n.freezes, "freezes", 50, "runs on a disk that becomes read-only; they need that right too")
	seed := flag.Uint64("seed", 1, "of the random moments")
	program := flag.String("simulate", "", "the program; built from ./cmd/simulate where none is given")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := torture(ctx, os.Stdout, *program, *seed, n); err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1) //nolint:gocritic // stop has nothing left to do
	}
}

// counts says how many runs are interrupted in each way.
type counts struct{ kills, terms, fills, freezes int }

// torture makes the reference runs and then all others, and reports to w.
func torture(ctx context.Context, w io.Writer, program string, seed uint64, n counts) error {
	folder, err := os.MkdirTemp("", "torture-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // it is a temporary one
	if program == "" {
		program = filepath.Join(folder, "simulate")
		build := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/simulate")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("simulate could not be built; begin this in the root of the repository: %w", err)
		}
	}
	r := &rack{
		ctx: ctx, program: program, folder: folder, out: w,
		random: rand.New(rand.NewPCG(seed, 0)), //nolint:gosec // moments, not secrets
	}
	r.say("seed %d", seed)
	if err := r.prepare(jobs()); err != nil {
		return err
	}
	for _, part := range []struct {
		count int
		do    func(count int) error
	}{{n.kills, r.kills}, {n.terms, r.terms}, {n.fills, r.fills}, {n.freezes, r.freezes}} {
		if part.count > 0 {
			if err := part.do(part.count); err != nil {
				return err
			}
		}
	}
	if r.unequal > 0 {
		return fmt.Errorf("%d runs were not equal", r.unequal)
	}
	return nil
}
