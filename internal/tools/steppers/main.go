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
	"path/filepath"
	"slices"
	"strings"

	"noiseprune/internal/tools/command"
	"noiseprune/network"
	"noiseprune/network/netio"
)

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
		if o.networks, err = networksIn(o.folder); err != nil {
			return err
		}
	}
	var all []comparison
	for _, path := range o.networks {
		net, err := load(path)
		if err != nil {
			return err
		}
		if net.Neurons() > o.largest {
			fmt.Fprintf(os.Stderr, "%s: left out, %d neurons\n", path, net.Neurons())
			continue
		}
		c, err := compare(ctx, nameOf(path), net)
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
	return rewrite(o.page, text)
}

// networksIn returns the files of a folder that are networks.
func networksIn(folder string) ([]string, error) {
	if _, err := command.Source(folder); err != nil {
		return nil, err
	}
	all, err := filepath.Glob(filepath.Join(folder, "*"))
	isNone := func(path string) bool {
		return !slices.ContainsFunc([]string{".mtx", ".mtx.gz", ".mat", ".csv.gz"}, func(end string) bool { return strings.HasSuffix(path, end) })
	}
	return slices.DeleteFunc(all, isNone), err
}

// nameOf returns the name of a file without its folder and what follows the first point.
func nameOf(path string) string {
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	return name
}

// load makes the network with the default leak. A MATLAB file may hold other matrices beside sc, the
// structural connectivity.
func load(path string) (*network.Network, error) {
	d := network.Definition{Source: path, Input: "0"}
	if strings.HasSuffix(path, ".mat") {
		d.Variable = "sc"
	}
	loaded, err := netio.Load(d, 1, netio.DefaultLimits())
	if err != nil {
		return nil, err
	}
	return loaded.Network, nil
}
