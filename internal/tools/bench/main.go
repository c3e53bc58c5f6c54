// Command bench measures our work beside the programs that people use today, in one run:
//
//	go run ./bench                  everything; rewrites bench/README.md
//	go run ./bench -quick           in some minutes, less exactly; only printed
//	go run ./bench -only sparse     the rows whose name matches; only printed
//
// Ours and theirs take turns, one at a time, each on all cores, so that whatever the
// machine does meanwhile hits all of them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var o order
	flag.BoolVar(&o.quick, "quick", false, "smaller jobs, shorter measurements")
	flag.StringVar(&o.only, "only", "", "measure only the rows whose name matches this regular expression")
	flag.IntVar(&o.runs, "runs", 5, "how often all take their turn (2 with -quick, unless it is given)")
	flag.StringVar(&o.folder, "folder", "internal/tools/bench", "where peers/ lies and README.md is written")
	worker := flag.Bool("worker", false, "answer tasks on standard input: what this program starts for our own side")
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if o.quick && !given["runs"] {
		o.runs = 2
	}
	if *worker {
		exit(work(os.Stdin, os.Stdout))
		return
	}
	exit(o.run(ctx, os.Stdout))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err) //nolint:errcheck // there is nobody left to tell
		os.Exit(1)
	}
}

// order is what the command line asks for.
type order struct {
	quick  bool
	only   string
	runs   int
	folder string
}

// partial reports whether less is measured than the page holds.
func (o order) partial() bool { return o.quick || o.only != "" }

// seconds is how long one measurement lasts, if what it measures is shorter.
func (o order) seconds() float64 {
	if o.quick {
		return 0.25
	}
	return 1
}

// run measures what is asked for, prints the page, and writes it if it is whole.
func (o order) run(ctx context.Context, stdout io.Writer) error {
	only, err := regexp.Compile(o.only)
	if err != nil {
		return fmt.Errorf("-only: %w", err)
	}
	if o.runs < 1 {
		return errors.New("-runs must be at least 1")
	}
	if _, err := os.Stat(filepath.Join(o.folder, "peers")); err != nil {
		return fmt.Errorf("%w; start it where go.mod lies, or name the -folder", err)
	}
	start := time.Now()
	c := newCrew(ctx, o.folder)
	defer c.dismiss()
	p := page{order: o, cores: runtime.NumCPU(), load: load()}
	if p.limits, err = c.limits(p.cores); err != nil {
		return err
	}
	for _, r := range rows(o, p.cores) {
		if only.MatchString(r.name) {
			p.results = append(p.results, c.measure(r, o.runs))
		}
	}
	for _, g := range growths(o, p.cores) {
		if only.MatchString(g.name) {
			p.growths = append(p.growths, c.grow(g))
		}
	}
	if ctx.Err() != nil {
		return errors.New("interrupted; nothing was written")
	}
	p.versions, p.took = c.versions, time.Since(start)
	text := p.text()
	if _, err := io.WriteString(stdout, text); err != nil || o.partial() {
		return err
	}
	return os.WriteFile(filepath.Join(o.folder, "README.md"), []byte(text), 0o644)
}

// load returns how many programs wanted to run during the last minute, or 0 where the
// system does not tell.
func load() float64 {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0
	}
	var minute float64
	if _, err := fmt.Sscan(string(text), &minute); err != nil {
		return 0
	}
	return minute
}
