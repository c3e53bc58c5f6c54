// Command bench measures our work beside the programs that people use today, in one run:
//
//	go run ./internal/tools/bench               everything; writes docs/bench.md and a file in docs/bench-history
//	go run ./internal/tools/bench -quick        in some minutes, smaller and less exactly; only printed
//	go run ./internal/tools/bench -only sparse  the rows whose name matches; only printed
//
// Ours and theirs take turns, one at a time, each on all cores, so that other load on the
// machine affects all of them alike.
package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"runtime"
	"time"

	"noiseprune/internal/tools/command"
)

func main() {
	var o options
	flag.BoolVar(&o.quick, "quick", false, "smaller sizes, shorter measurements")
	flag.StringVar(&o.only, "only", "", "measure only the rows whose name matches this regular expression")
	flag.IntVar(&o.runs, "runs", 5, "number of turns of each (2 with -quick, unless it is set)")
	flag.StringVar(&o.folder, "folder", "internal/tools/bench", "the folder of peers/")
	flag.StringVar(&o.page, "page", "docs/bench.md", "the page to write")
	flag.StringVar(&o.history, "history", "docs/bench-history",
		"the folder of the file with the times for benchstat; with -quick or -only, it is written only if this flag is set")
	ownRunner := flag.Bool("runner", false, "answer tasks on standard input, as this program starts itself for our own side")
	flag.Parse()
	set := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { set[f.Name] = true })
	if o.quick && !set["runs"] {
		o.runs = 2
	}
	if o.partial() && !set["history"] {
		o.history = ""
	}
	command.Main("bench", func(ctx context.Context, stdout io.Writer) error {
		if *ownRunner {
			return answerTasks(os.Stdin, stdout)
		}
		return o.run(ctx, stdout)
	})
}

// options are those of the command line.
type options struct {
	quick   bool
	only    string
	runs    int
	folder  string
	page    string
	history string // empty: none is written
}

// partial reports whether less is measured than the page has.
func (o options) partial() bool { return o.quick || o.only != "" }

// seconds is how long one measurement lasts, if the work once is shorter.
func (o options) seconds() float64 {
	if o.quick {
		return 0.25
	}
	return 1
}

// run measures the selected rows, prints the page, writes it if it is complete, and writes the
// history.
func (o options) run(ctx context.Context, stdout io.Writer) error {
	if o.runs < 1 {
		return errors.New("-runs must be at least 1")
	}
	if _, err := command.Source(o.folder, "peers"); err != nil {
		return err
	}
	p, err := o.measure(ctx)
	if err != nil {
		return err
	}
	text := p.text()
	if _, err := io.WriteString(stdout, text); err != nil {
		return err
	}
	if o.history != "" {
		if err := writeHistory(o.history, describe(ctx), p); err != nil {
			return err
		}
	}
	if o.partial() {
		return nil
	}
	return os.WriteFile(o.page, []byte(text), 0o644)
}

// measure measures the selected rows.
func (o options) measure(ctx context.Context) (page, error) {
	only, err := command.Only(o.only)
	if err != nil {
		return page{}, err
	}
	start := time.Now()
	rs := newRunners(ctx, o.folder)
	defer rs.close()
	p := page{options: o, cores: runtime.NumCPU(), load: load()}
	if p.limits, err = rs.limits(p.cores); err != nil {
		return page{}, err
	}
	for _, r := range rows(o, p.cores) {
		if only.MatchString(r.name) {
			p.results = append(p.results, rs.measure(r, o.runs))
		}
	}
	for _, s := range scalings(o, p.cores) {
		if only.MatchString(s.name) {
			p.scalings = append(p.scalings, rs.measureScaling(s))
		}
	}
	if ctx.Err() != nil {
		return page{}, errors.New("interrupted; nothing was written")
	}
	p.versions, p.took = rs.versions, time.Since(start)
	return p, nil
}
