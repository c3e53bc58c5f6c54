// Command steppers computes what each stepper takes on real connectomes, exactly and without sampling, and
// writes it into a page:
//
//	go run ./internal/tools/steppers [-largest N] [-page FILE] [NETWORK…]
//
// Without names it takes all networks of the folder data with at most that many neurons. The page keeps
// all but what stands between its two markers; without a page, the tables are only printed.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"noiseprune/internal/tools/command"
)

// target is the make target that writes the page.
const target = "steppers"

// fileEnds returns the ends of the names of all files in the folder data that are networks.
func fileEnds() []string { return []string{".mtx", ".mtx.gz", ".mat", ".csv.gz"} }

func main() {
	var o options
	flag.IntVar(&o.largest, "largest", 1500, "the largest number of neurons of a network")
	flag.StringVar(&o.page, "page", "", "the page to rewrite")
	flag.StringVar(&o.folder, "folder", "data", "the folder of the networks where none is named")
	flag.Parse()
	o.networks = flag.Args()
	command.Main("steppers", o.run)
}

// options are those of the command line.
type options struct {
	largest      int
	page, folder string
	networks     []string
}

func (o options) run(ctx context.Context, stdout io.Writer) error {
	if len(o.networks) == 0 {
		var err error
		if o.networks, err = command.Networks(o.folder, fileEnds()...); err != nil {
			return err
		}
	}
	var all []comparison
	for _, path := range o.networks {
		net, err := command.Load(path)
		if err != nil {
			return err
		}
		if net.Neurons() > o.largest {
			fmt.Fprintf(os.Stderr, "%s: left out, %d neurons\n", path, net.Neurons())
			continue
		}
		c, err := compare(ctx, command.NameOf(path), net)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, c)
		fmt.Fprintf(os.Stderr, "%s: done\n", path)
	}
	text := tables(all)
	if o.page == "" {
		_, err := io.WriteString(stdout, text)
		return err
	}
	return command.Rewrite(o.page, target, text)
}
