package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"noiseprune/internal/kernel"
	"noiseprune/internal/roofline"
)

// page is all measurements of a run.
type page struct {
	options  options
	cores    int
	load     float64 // of the machine before the run
	limits   map[string]float64
	versions map[string]string
	results  []result
	scalings []scalingResult
	took     time.Duration
}

// text returns the page as Markdown.
func (p page) text() string {
	var b strings.Builder
	p.head(&b)
	p.comparisons(&b)
	p.scalingTable(&b)
	return b.String()
}

func (p page) head(b *strings.Builder) {
	fmt.Fprintf(b, "# Comparison with other programs\n\n"+
		"`make bench` measured this and wrote it: ours and theirs in one run, taking turns, one at a time,\n"+
		"each on all cores. Times are medians of %d turns. `go run ./internal/tools/bench -help` lists the flags;\n"+
		"[peers/](../internal/tools/bench/peers/) has the other programs, [bench-history/](bench-history/) the times\n"+
		"of each run for benchstat.\n\n", p.options.runs)
	fmt.Fprintf(b, "%s, %d cores, vector unit %s; %s.\n\n", roofline.Processor(), p.cores, kernel.Unit(), p.took.Round(time.Second))
	if p.load > 0.5 {
		fmt.Fprintf(b, "**The machine had other load (load average %.1f before the run): it slows threads that wait for each\n"+
			"other, as those of BLAS do, more than others, so that these ratios are unreliable.**\n\n", p.load)
	}
	for _, name := range slices.Sorted(maps.Keys(p.versions)) {
		fmt.Fprintf(b, "- %s %s\n", name, p.versions[name])
	}
	b.WriteString("\n## Limits\n\n|  | one core | all cores |\n|---|---|---|\n")
	for _, precision := range []string{"float64", "float32"} {
		fmt.Fprintf(b, "| fused multiply-adds, %s | %.1f GFLOP/s | %.1f GFLOP/s |\n", precision,
			p.limits[precision+" one"]/1e9, p.limits[precision+" all"]/1e9)
	}
	fmt.Fprintf(b, "| reading from memory | | %.1f GB/s |\n", p.limits["bandwidth"]/1e9)
}

func (p page) scalingTable(b *strings.Builder) {
	if len(p.scalings) == 0 {
		return
	}
	b.WriteString("\n## Scaling with size\n\nCost ∝ size to the exponent, by least squares of the logarithms.\n\n" +
		"| cost | exponent | at |\n|---|---|---|\n")
	for _, s := range p.scalings {
		if s.failed != nil {
			fmt.Fprintf(b, "| %s | failed: %v | |\n", s.title, s.failed)
			continue
		}
		var points []string
		for k, size := range s.sizes {
			points = append(points, humanize.Comma(int64(size))+": "+duration(s.seconds[k]))
		}
		fmt.Fprintf(b, "| %s | %.2f | %s |\n", s.title, s.exponent(), strings.Join(points, ", "))
	}
}
