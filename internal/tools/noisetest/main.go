// Command health examines the numbers that the noise is made of, and writes docs/health.md:
//
//	go run ./health               everything, which takes hours; goes on where it was stopped
//	go run ./health -only REGEXP  the parts whose name matches, and the page of all so far
//	go run ./health -quick        in two minutes, less of each; only printed
//
// The batteries of TestU01 need Debian's gcc and libtestu01-0-dev, which is in its section
// non-free; without them, all else is examined.
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
	"syscall"

	"noiseprune/internal/lapack"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var o order
	flag.BoolVar(&o.quick, "quick", false, "draw less; print the page, and keep nothing")
	flag.StringVar(&o.only, "only", "", "run only the parts whose name matches this regular expression")
	flag.StringVar(&o.folder, "folder", "internal/tools/noisetest", "where testu01/ lies and results/ is kept")
	flag.StringVar(&o.page, "page", "docs/health.md", "what to write")
	flag.Parse()
	if err := o.run(ctx, os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "health: %v\n", err) //nolint:errcheck // there is nobody left to tell
		os.Exit(1)
	}
}

// order is what the command line asks for.
type order struct {
	quick        bool
	only         string
	folder, page string
}

// run runs what is asked for, a part after the other, and writes the page, also when it is
// interrupted.
func (o order) run(ctx context.Context, stdout io.Writer) error {
	only, err := regexp.Compile(o.only)
	if err != nil {
		return fmt.Errorf("-only: %w", err)
	}
	source := filepath.Join(o.folder, "testu01", "driver.c")
	if _, err := os.Stat(source); err != nil {
		return fmt.Errorf("%w; start it where go.mod lies, or name the -folder", err)
	}
	library, err := lapack.Open("auto", os.Getenv("NOISEPRUNE_OPENBLAS"))
	if err != nil {
		return err
	}
	library.Use() // for the products that correlations are
	scratch, err := os.MkdirTemp("", "health-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch) //nolint:errcheck // a temporary folder
	driver, missing := compileDriver(ctx, source, scratch)
	amounts, results := full(), filepath.Join(o.folder, "results")
	if o.quick {
		amounts, results = quick(), ""
	}
	s, err := openStore(results, fingerprint())
	if err != nil {
		return err
	}
	parts := plan(amounts, driver)
	ran := runParts(ctx, stdout, s, parts, only)
	text := page(parts, s)
	if o.quick {
		_, err = io.WriteString(stdout, "\n"+text)
	} else {
		err = os.WriteFile(o.page, []byte(text), 0o644)
	}
	if errors.Is(ran, errNoBattery) {
		ran = missing
	}
	return errors.Join(ran, err, verdictError(parts, s))
}
