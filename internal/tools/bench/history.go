package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
	"unicode"

	"noiseprune/internal/roofline"
)

// state is the date and the commit of a measurement.
type state struct{ date, commit string }

// describe returns today's date and the commit of the working tree: "modified" is appended if it
// has changes, and it is "unknown" without git.
func describe(ctx context.Context) state {
	s := state{date: time.Now().Format(time.DateOnly), commit: "unknown"}
	commit, err := exec.CommandContext(ctx, "git", "rev-parse", "--short", "HEAD").Output()
	if err != nil {
		return s
	}
	s.commit = strings.TrimSpace(string(commit))
	changes, err := exec.CommandContext(ctx, "git", "status", "--porcelain", "--untracked-files=no").Output()
	if err == nil && len(changes) > 0 {
		s.commit += "-modified"
	}
	return s
}

// writeHistory appends the times of all turns to the file DATE-COMMIT.txt of the folder, in the
// format of Go's benchmarks, so that benchstat can compare two such files:
// https://go.dev/design/14313-benchmark-format
func writeHistory(folder string, s state, p page) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	name := filepath.Join(folder, s.date+"-"+s.commit+".txt")
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	if err := p.writeBenchmarks(file, s); err != nil {
		_ = file.Close()
		return fmt.Errorf("%s: %w", name, err)
	}
	return file.Close()
}

// writeBenchmarks writes a line for each turn of each program at each row.
func (p page) writeBenchmarks(w io.Writer, s state) error {
	var b strings.Builder
	fmt.Fprintf(&b, "goos: %s\ngoarch: %s\npkg: noiseprune/internal/tools/bench\ncpu: %s\ncommit: %s\n",
		runtime.GOOS, runtime.GOARCH, roofline.Processor(), s.commit)
	if p.options.quick { // another configuration, which benchstat does not compare with a full run
		b.WriteString("sizes: quick\n")
	}
	for _, r := range p.results {
		p.benchmark(&b, r, "ours", r.amount, r.ours)
		for _, other := range r.theirs {
			p.benchmark(&b, r, other.name, other.amountOr(r.amount), other.answers)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// benchmark writes the turns of one program at one row. The suffix is the number of cores, as in
// Go's own benchmarks.
func (p page) benchmark(b *strings.Builder, r result, program string, amount float64, turns []answer) {
	for _, a := range turns {
		if r.counted {
			fmt.Fprintf(b, "Benchmark%s/by=%s-%d 1 %.0f %s/op\n", camelCase(r.name), underscored(program), p.cores, a.Products, r.unit)
			continue
		}
		fmt.Fprintf(b, "Benchmark%s/by=%s-%d 1 %.0f ns/op %.5g %s/s\n",
			camelCase(r.name), underscored(program), p.cores, 1e9*a.Seconds, amount/a.Seconds, r.unit)
	}
}

// camelCase turns dense-step-float64 into DenseStepFloat64.
func camelCase(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// underscored joins the words of a program's name, which must have no space and no slash.
func underscored(name string) string {
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return r != '.' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "_")
}
