package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"noiseprune/internal/watch"
)

func newWatch() *cobra.Command {
	port := 0
	c := &cobra.Command{
		Use:   "watch DIR",
		Short: "Follow a run on a page, and stop it there",
		Long: `watch serves a page that follows the run, sweep, covariance, prune, compare or record whose --out is DIR: its phase,
speed and time left, the error of the covariance beside its expected line, the cells of a sweep as they are done, the activity of
single neurons in the original and the pruned networks, or the last frames of a recording, and a button that stops the run with a
checkpoint, from which simulate resume DIR continues. A run that is resumed is followed again. Of one that has finished it shows what
its results say: the last error of the covariance, the activity, the cells, and a link to the page of the results. It goes
on until Ctrl-C. The run itself needs no flag; with --watch it serves the page itself.

The page is served to this machine alone, at 127.0.0.1, and to those who know its address, in which a random word stands.
To see it from elsewhere, forward the port: ssh -L 8080:127.0.0.1:PORT, and open the address with 8080 in the port's place.
It can do nothing but stop the run. What it shows the run writes once a second into DIR/checkpoint, where it looks for the
request to stop, too; so it may run on another machine that has the same folder.`,
		Example: `  simulate run data/human-hcp-glasser-360.mtx --samples 1e6 --out human
  simulate watch human`,
		Args: arguments(1, 1),
		RunE: func(c *cobra.Command, args []string) error { return watchFolder(c, args[0], port) },

		ValidArgsFunction: completeFolders,
	}
	c.Flags().IntVar(&port, "port", 0, "where the page is served; 0 chooses a free one")
	return c
}

// watchFolder serves the page of a folder until the context ends.
func watchFolder(c *cobra.Command, dir string, port int) error {
	if info, err := os.Stat(dir); err != nil {
		return inputError{fmt.Errorf("%w; name the --out of a run", err)}
	} else if !info.IsDir() {
		return inputError{fmt.Errorf("%s is a file; name the folder that is the --out of a run", dir)}
	}
	source := &watch.Folder{
		Results: dir, Checkpoint: checkpointFolder(dir), Complete: resultNames(),
		Found:      func() watch.Status { return foundIn(dir) },
		Unfinished: func() bool { return holdsCheckpoint(dir) },
	}
	server, err := watch.Serve(source, shownOf(dir), port)
	if err != nil {
		return inputError{fmt.Errorf("--port %d cannot be had: %w; leave it out", port, err)}
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s can be watched at %s\nCtrl-C ends that, and not the run.\n", dir, server.Address())
	if err != nil {
		return errors.Join(err, server.Close())
	}
	<-c.Context().Done()
	return server.Close()
}

// shownOf says what is shown of a folder of results.
func shownOf(dir string) watch.Shown {
	return watch.Shown{Folder: dir, Pages: []string{reportName, "sweep.html"}}
}
