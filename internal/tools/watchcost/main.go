// Command watchcost measures what it costs a run, or a recording, to be watched:
//
//	go run ./internal/tools/watchcost [-pairs N] [-only REGEXP] [--] [FLAG of simulate]…
//
// The same work is done in four ways, one after another, in another order each time: without a folder, where nothing is recorded and no
// file written, a run only; with --out, where simulate watch could follow it; with --watch; and with --watch and a page that is open. The
// page is a client that fetches as the page's script does; what a browser takes to draw is not in it. Each way is compared with --out in
// the same round. The mean of the logarithms of the ratios, with its 95% interval by Student's t, is printed as a ratio of times by the
// clock and one of times of the processor. On a machine that computes other things only the latter says much, so that the load is printed
// too.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"noiseprune/internal/tools/command"
)

func main() {
	var o options
	flag.IntVar(&o.pairs, "pairs", 10, "number of rounds, at least 2")
	flag.StringVar(&o.only, "only", "", "regular expression of command and network")
	flag.Parse()
	o.more = flag.Args()
	command.Main("watchcost", o.run)
}

// options are those of the command line.
type options struct {
	pairs int
	only  string
	more  []string // flags of all runs
}

// workload is what is timed: the arguments of simulate.
type workload struct {
	command, network string
	flags            []string
}

// workloads returns the run of a connectome with all defaults, that of a network so large that what is kept for pages takes memory and
// time, and a recording of a million frames of which only the statistics are kept.
func workloads() []workload {
	return []workload{
		{"run", "data/celegans-hermaphrodite-chemical.mtx", nil},
		{"run", "connectome:n=10000,synapses=250000", []string{"--samples", "512"}},
		{"record", "data/celegans-hermaphrodite-chemical.mtx", []string{"--duration", "2100", "--format", "none"}},
	}
}

// ways returns in which ways it is done: a recording always has a folder.
func (w workload) ways() []way {
	if w.command == "record" {
		return []way{folderOnly, served, opened}
	}
	return []way{nothing, folderOnly, served, opened}
}

func (o options) run(ctx context.Context, stdout io.Writer) error {
	only, err := command.Only(o.only)
	if err != nil {
		return err
	}
	if o.pairs < 2 {
		return fmt.Errorf("-pairs is %d; an interval needs 2", o.pairs)
	}
	folder, err := os.MkdirTemp("", "watchcost")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a folder for temporary files
	program := filepath.Join(folder, "simulate")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/simulate").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	for _, w := range workloads() {
		if !only.MatchString(w.command + " " + w.network) {
			continue
		}
		w.flags = append(w.flags, o.more...)
		if err := o.measure(ctx, stdout, timer{program, folder}, w); err != nil {
			return fmt.Errorf("%s: %w", w.network, err)
		}
	}
	return nil
}

// measure times all ways of one run, and prints the ratios.
func (o options) measure(ctx context.Context, stdout io.Writer, t timer, w workload) error {
	times, ways := map[way][]took{}, w.ways()
	for round := range o.pairs {
		for k := range ways {
			by := ways[(k+round)%len(ways)]
			spent, err := t.time(ctx, w, by)
			if err != nil {
				return err
			}
			times[by] = append(times[by], spent)
		}
	}
	flags := strings.Join(w.flags, " ")
	load := command.MachineLoad()
	if _, err := fmt.Fprintf(stdout, "simulate %s %s %s: %d rounds, load %s\n", w.command, w.network, flags, o.pairs, load); err != nil {
		return err
	}
	for _, by := range ways {
		if _, err := fmt.Fprintln(stdout, line(by, times[by], times[folderOnly])); err != nil {
			return err
		}
	}
	return nil
}
