package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"noiseprune/internal/kernel"
	"noiseprune/internal/roofline"
)

// page is all that a run found.
type page struct {
	order    order
	cores    int
	load     float64 // of the machine before the run
	limits   map[string]float64
	versions map[string]string
	results  []result
	growths  []grown
	took     time.Duration
}

// text returns the page as Markdown.
func (p page) text() string {
	var b strings.Builder
	p.head(&b)
	p.contests(&b)
	p.exponents(&b)
	return b.String()
}

func (p page) head(b *strings.Builder) {
	turns := fmt.Sprintf("The median of %d turns", p.order.runs)
	fmt.Fprintf(b, "# Beside other programs\n\n`make bench` measured this and wrote it: ours and theirs in one run, taking turns, one at a time,\n"+
		"each on all cores. %s. `go run ./bench -help` lists the flags; [peers/](peers/)\nholds the other programs.\n\n", turns)
	fmt.Fprintf(b, "%s, %d cores, vector unit %s; %s.\n\n", roofline.Processor(), p.cores, kernel.Unit(), p.took.Round(time.Second))
	if p.load > 0.5 {
		fmt.Fprintf(b, "**The machine had other work (load %.1f before the run): threads that wait for each other, as those of\n"+
			"BLAS do, suffer more from it than others, so that these ratios are not to be trusted.**\n\n", p.load)
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

func (p page) contests(b *strings.Builder) {
	if len(p.results) == 0 {
		return
	}
	b.WriteString("\n## Ours and theirs\n\nThe ratio is theirs to ours for the same amount of work. The share is that of the multiply-adds that\n" +
		"the product takes, in all the time of the row, of those that all cores can do, measured in turn with it.\n\n" +
		"| work | ours | theirs | ratio | wanted | share of the limit |\n|---|---|---|---|---|---|\n")
	for _, r := range p.results {
		p.contest(b, r)
	}
	b.WriteString("\nThe fastest variants, which counted:\n\n")
	for _, r := range p.results {
		p.remarks(b, r)
	}
}

// contest writes the lines of one row, one for each rival.
func (p page) contest(b *strings.Builder, r result) {
	if r.failed != nil {
		fmt.Fprintf(b, "| %s | failed: %v | | | | |\n", r.title, r.failed)
		return
	}
	speed := amounts(seconds(r.ours), r.amount, r.unit)
	share := p.shares(r)
	if r.wantedShare > 0 {
		fmt.Fprintf(b, "| %s | %s | multiply-adds: %s/s | %.2f | %s | %s |\n", r.title, speed, scaled(median(r.peaks), "FLOP"),
			r.share(), wanted(r.share(), r.wantedShare), share)
	}
	for _, c := range r.theirs {
		if c.failed != nil {
			fmt.Fprintf(b, "| %s | %s | %s: %v | | %s | %s |\n", r.title, speed, c.name, c.failed, wanted(c.wanted, c.wanted), share)
			continue
		}
		theirs := amounts(seconds(c.answers), c.amountOr(r.amount), r.unit)
		fmt.Fprintf(b, "| %s | %s | %s: %s | %.2f | %s | %s |\n", r.title, speed, c.name, theirs, r.ratio(c), wanted(r.ratio(c), c.wanted), share)
	}
}

// shares tells what part of the limits the row takes.
func (p page) shares(r result) string {
	var parts []string
	if r.flops > 0 {
		parts = append(parts, fmt.Sprintf("%.0f%% of the multiply-adds", 100*r.share()))
	}
	if r.bytes > 0 {
		parts = append(parts, fmt.Sprintf("%.0f%% of the bandwidth", 100*r.bytes/seconds(r.ours)/p.limits["bandwidth"]))
	}
	return strings.Join(parts, ", ")
}

// remarks names the variants that were the fastest, and what shows that both did the
// same work.
func (p page) remarks(b *strings.Builder, r result) {
	if len(r.ours) > 0 && r.ours[0].Variant != "" {
		fmt.Fprintf(b, "- %s, ours: %s%s\n", r.name, r.ours[0].Variant, found(r.ours[0].Found))
	}
	for _, c := range r.theirs {
		if len(c.answers) > 0 && c.answers[0].Variant != "" {
			fmt.Fprintf(b, "- %s, %s: %s%s\n", r.name, c.name, c.answers[0].Variant, found(c.answers[0].Found))
		}
	}
}

func found(values map[string]float64) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(&b, "; %s %.4g", name, values[name])
	}
	return b.String()
}

func (p page) exponents(b *strings.Builder) {
	if len(p.growths) == 0 {
		return
	}
	b.WriteString("\n## Growth\n\nCost ∝ size to the exponent, by least squares of the logarithms.\n\n| cost | exponent | at |\n|---|---|---|\n")
	for _, g := range p.growths {
		if g.failed != nil {
			fmt.Fprintf(b, "| %s | failed: %v | |\n", g.title, g.failed)
			continue
		}
		var points []string
		for k, size := range g.sizes {
			points = append(points, thousands(size)+": "+duration(g.seconds[k]))
		}
		fmt.Fprintf(b, "| %s | %.2f | %s |\n", g.title, g.exponent(), strings.Join(points, ", "))
	}
}

// wanted tells what the ratio should be, and whether it is missed.
func wanted(is, least float64) string {
	switch {
	case least == 0:
		return ""
	case is < least:
		return fmt.Sprintf("%.4g, **missed**", least)
	default:
		return fmt.Sprintf("%.4g", least)
	}
}

// amounts tells a duration and, where it says more than that, how much is done a second.
func amounts(seconds, amount float64, unit string) string {
	if unit == "jobs" {
		return duration(seconds)
	}
	return fmt.Sprintf("%s (%s/s)", duration(seconds), scaled(amount/seconds, unit))
}

// scaled prints a large number with its unit.
func scaled(v float64, unit string) string {
	switch {
	case v >= 1e9:
		return fmt.Sprintf("%.4g G %s", v/1e9, unit)
	case v >= 1e6:
		return fmt.Sprintf("%.4g M %s", v/1e6, unit)
	default:
		return fmt.Sprintf("%.4g %s", v, unit)
	}
}

// duration prints seconds to three digits.
func duration(seconds float64) string {
	switch {
	case seconds >= 1:
		return fmt.Sprintf("%.3g s", seconds)
	case seconds >= 1e-3:
		return fmt.Sprintf("%.3g ms", 1e3*seconds)
	default:
		return fmt.Sprintf("%.3g µs", 1e6*seconds)
	}
}

// thousands prints 12000 as 12,000.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for k := len(text) - 3; k > 0; k -= 3 {
		text = text[:k] + "," + text[k:]
	}
	return text
}
