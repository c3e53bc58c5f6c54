// Command noisetest tests the numbers that the noise consists of, and writes docs/noisetest.md:
//
//	go run ./internal/tools/noisetest               everything, which takes hours; a later run continues an interrupted one
//	go run ./internal/tools/noisetest -only REGEXP  the parts whose name matches, and the page of all results so far
//	go run ./internal/tools/noisetest -quick        in two minutes, less of each; only printed
//
// The batteries of TestU01 need Debian's gcc and libtestu01-0-dev, which is in its section
// non-free; without them, all other tests run.
package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"

	"noiseprune/internal/lapack"
	"noiseprune/internal/tools/command"
)

func main() {
	var o options
	flag.BoolVar(&o.quick, "quick", false, "draw less; print the page, and keep nothing")
	flag.StringVar(&o.only, "only", "", "run only the parts whose name matches this regular expression")
	flag.StringVar(&o.folder, "folder", "internal/tools/noisetest", "the folder of testu01/ and results/")
	flag.StringVar(&o.page, "page", "docs/noisetest.md", "the page to write")
	flag.Parse()
	command.Main("noisetest", o.run)
}

// options are those of the command line.
type options struct {
	quick        bool
	only         string
	folder, page string
}

// run runs the parts that the options select, one after another, and writes the page, also when
// it is interrupted.
func (o options) run(ctx context.Context, stdout io.Writer) error {
	only, err := command.Only(o.only)
	if err != nil {
		return err
	}
	source, err := command.Source(o.folder, "testu01", "driver.c")
	if err != nil {
		return err
	}
	library, err := lapack.Open("auto", os.Getenv("NOISEPRUNE_OPENBLAS"))
	if err != nil {
		return err
	}
	library.Use() // for the products of the correlations
	temporary, err := os.MkdirTemp("", "noisetest-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary) //nolint:errcheck // a temporary folder
	driver, missing := compileDriver(ctx, source, temporary)
	s, err := openStore(o.results(), fingerprint())
	if err != nil {
		return err
	}
	parts := plan(o.sizes(), driver)
	ran := runParts(ctx, stdout, s, parts, only)
	if errors.Is(ran, errNoBattery) {
		ran = missing
	}
	return errors.Join(ran, o.writePage(stdout, page(parts, s)), verdictError(parts, s))
}
