package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/internal/watch"
	"noiseprune/sim"
)

// bindWatch adds the flag by which a run serves its own page.
func bindWatch(f *pflag.FlagSet, wanted *bool) {
	f.BoolVar(wanted, "watch", false, "serve a page that follows the run, and print its address; simulate watch --help describes it")
}

// following is a run that can be followed: what is known of it, what writes that into its checkpoint, and with --watch what serves
// it. The zero value is a run without a folder, which cannot.
type following struct {
	*statusTaker
	keeper *watch.Keeper
	server *watch.Server
}

// follow begins to follow the command in that folder. The command's context is replaced by one that the page can end.
func (s *settings) follow(c *cobra.Command, f folder, command string, p *progress) (following, error) {
	if f.store == nil {
		return following{}, nil
	}
	ctx, cancel := context.WithCancel(c.Context())
	c.SetContext(ctx)
	recorder := watch.NewRecorder(command, s.spec.Network.Source, p.now, cancel)
	followed := following{statusTaker: newStatusTaker(recorder)}
	if s.watch {
		server, err := watch.Serve(recorder, shownOf(f.path), 0)
		if err != nil {
			return following{}, fmt.Errorf("--watch: no page can be served: %w; leave it out", err)
		}
		followed.server = server
	}
	followed.keeper = watch.Keep(checkpointFolder(f.path), recorder)
	followed.goOn(followed.keeper.Before())
	if followed.server != nil { // the page can show what was known before
		p.message("watch it at " + followed.server.Address())
	}
	return followed, nil
}

// watcher is told what is found; nil where nobody follows.
func (f following) watcher() sim.Watcher {
	if f.statusTaker == nil {
		return nil
	}
	return f.statusTaker
}

// written says that the results are there, and removes what was written into the checkpoint.
func (f following) written() {
	if f.keeper != nil {
		f.recorder.Update(func(s *watch.Status) { s.State = watch.Finished })
		f.remove()
	}
}

// remove removes what was written into the checkpoint, which is about to be removed.
func (f following) remove() {
	if f.keeper != nil {
		f.keeper.Remove()
	}
}

// end shows how the run has ended, and returns its error.
func (f following) end(ctx context.Context, err error) error {
	if f.keeper == nil {
		return err
	}
	f.recorder.Update(func(s *watch.Status) {
		switch {
		case err == nil:
			s.State = watch.Finished
		case s.State == watch.Finished: // but something is wrong with the results
			s.Message = oneLine(err)
		case ctx.Err() != nil:
			s.State = watch.Interrupted
		default:
			s.State, s.Message = watch.Failed, oneLine(err)
		}
	})
	f.keeper.Leave()
	if f.server != nil {
		_ = f.server.Close() // of no account: the process ends
	}
	return err
}

// now returns how far the phase is.
func (p *progress) now() watch.Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := watch.Progress{Before: p.before, Phase: p.phase, Done: p.done, Units: p.units}
	passed := time.Since(p.began)
	if seconds, known := secondsLeft(p.done-p.skipped, p.units-p.done, passed); known && passed > 0 {
		speed := float64(p.done-p.skipped) / passed.Seconds()
		now.SecondsLeft, now.PerSecond = &seconds, &speed
	}
	return now
}
