// Command scale measures what sweeps in parts cost and predicts what larger ones take on a cluster:
//
//	go run ./internal/tools/scale -large [-write]
//	go run ./internal/tools/scale [-subjects N] [-budgets N] [-parts N,N] [-slurm N,N] [-network FILE] [-write] [--] [FLAG of sweep]…
//
// It sweeps over copies of a network: by one process with two workers, and by one, two and four processes of simulate work, or as many as
// -parts says, with one worker each, up to the round that finds nothing to do, and gathers. All folders must have the same files. From the
// times of the processor it takes the costs of the model, and prints beside what was measured what the model says, and predictions. -slurm
// lets a Slurm with so many nodes of one core do the sweep too, as root. With
// -write the tables go into docs/scale.md, or the file of -page.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"noiseprune/internal/tools/command"
)

func main() {
	o := options{parts: []int{1, 2, 4}}
	flag.IntVar(&o.subjects, "subjects", 4, "number of networks, copies of one")
	flag.IntVar(&o.budgets, "budgets", 25, "shares of each, at least 2")
	flag.Func("parts", "numbers of parts (default 1,2,4)", numbers(&o.parts))
	flag.Func("slurm", "numbers of nodes of a Slurm on this machine (default none)", numbers(&o.nodes))
	flag.StringVar(&o.network, "network", "data/human-hcp-glasser-360.mtx", "the network")
	flag.BoolVar(&o.large, "large", false, "measure steps of large networks instead of sweeps")
	flag.BoolVar(&o.write, "write", false, "write the tables into the page")
	flag.StringVar(&o.page, "page", "docs/scale.md", "the page")
	flag.Parse()
	o.more = flag.Args()
	command.Main("scale", o.run)
}

// options are those of the command line.
type options struct {
	subjects, budgets int
	parts, nodes      []int
	network, page     string
	large, write      bool
	more              []string // flags of simulate sweep
}

// stepSizes are the numbers of neurons of networks whose steps are measured: the largest takes 5 GB while it is packed.
func stepSizes() []int { return []int{100_000, 1_000_000} }

// numbers reads positive numbers with commas between them.
func numbers(into *[]int) func(text string) error {
	return func(text string) error {
		*into = nil
		for number := range strings.SplitSeq(text, ",") {
			count, err := strconv.Atoi(number)
			if err != nil || count < 1 {
				return errors.New("give positive numbers with commas between them")
			}
			*into = append(*into, count)
		}
		return nil
	}
}

func (o options) run(ctx context.Context, stdout io.Writer) error {
	target, text, err := "scale", "", error(nil)
	if o.large {
		target, text = "scalelarge", largeTable(stepCosts(stepSizes()), thisCluster())
	} else {
		text, err = o.sweeps(ctx)
	}
	if err != nil {
		return err
	}
	if o.write {
		return command.Rewrite(o.page, target, text)
	}
	_, err = io.WriteString(stdout, text)
	return err
}

// sweeps measures sweeps, and returns the tables of what they took and of larger ones.
func (o options) sweeps(ctx context.Context) (string, error) {
	if o.subjects < 1 || o.budgets < 2 {
		return "", fmt.Errorf("-subjects is %d and -budgets %d; give at least 1 and 2", o.subjects, o.budgets)
	}
	folder, err := os.MkdirTemp("", "scale")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a folder for temporary files
	t := timer{program: filepath.Join(folder, "simulate"), folder: folder, options: o}
	if _, err := t.command(ctx, "go", "build", "-o", t.program, "./cmd/simulate"); err != nil {
		return "", err
	}
	found, err := t.measure(ctx)
	if err != nil {
		return "", err
	}
	return measuredTable(o, found) + "\n" + predictions(newCosts(o, found), thisCluster()), nil
}
