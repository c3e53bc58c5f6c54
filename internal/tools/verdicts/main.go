// Command verdicts compares noise-prune with all controls on real networks, at two budgets, and writes what the
// paired differences say into a page:
//
//	go run ./internal/tools/verdicts [-page FILE] [NETWORK…]
//
// Without names it takes the Matrix Market files of the folder data. The page keeps all but what stands between its two
// markers; without a page, the text is only printed.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"noiseprune/internal/tools/command"
	"noiseprune/sim"
)

// target is the make target that writes the page.
const target = "verdicts"

func main() {
	var o options
	flag.StringVar(&o.page, "page", "", "the page to rewrite")
	flag.StringVar(&o.folder, "folder", "data", "the folder of the networks where none is named")
	flag.IntVar(&o.prunings, "prunings", 16, "prunings by each rule")
	flag.Parse()
	o.networks = flag.Args()
	command.Main("verdicts", o.run)
}

// options are those of the command line.
type options struct {
	page, folder string
	prunings     int
	networks     []string
}

func (o options) run(ctx context.Context, stdout io.Writer) error {
	if len(o.networks) == 0 {
		var err error
		if o.networks, err = command.Networks(o.folder, ".mtx", ".mtx.gz"); err != nil {
			return err
		}
	}
	library, err := sim.OpenLAPACK(sim.AutoLAPACK, os.Getenv("NOISEPRUNE_OPENBLAS"))
	if err != nil {
		return err
	}
	s := study{ctx, o.prunings, sim.Options{LAPACK: library}}
	var all []finding
	for _, path := range o.networks {
		found, err := s.examine(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, found...)
		fmt.Fprintf(os.Stderr, "%s: done\n", path)
	}
	if len(all) == 0 {
		return fmt.Errorf("no network in the folder %s; name some, or set -folder", o.folder)
	}
	text := text(all)
	if o.page == "" {
		_, err := io.WriteString(stdout, text)
		return err
	}
	return command.Rewrite(o.page, target, text)
}
