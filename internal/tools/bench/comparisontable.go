package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// comparisons writes a table with a line for each peer of each row, and the variants that were used.
func (p page) comparisons(b *strings.Builder) {
	if len(p.results) == 0 {
		return
	}
	b.WriteString("\n## Ours and theirs\n\n" +
		"The ratio is their time divided by ours, for the same amount of work; of rows with products, their products\n" +
		"with W divided by ours. The share of the limit is the\n" +
		"product's multiply-adds, divided by the time of the row and by the peak rate of all cores, measured in turn with it.\n\n" +
		"| work | ours | theirs | ratio | target | share of the limit |\n|---|---|---|---|---|---|\n")
	for _, r := range p.results {
		p.comparisonLines(b, r)
	}
	b.WriteString("\nThe fastest variants, which were used:\n\n")
	for _, r := range p.results {
		p.variants(b, r)
	}
}

// comparisonLines writes the lines of one row, one for each peer.
func (p page) comparisonLines(b *strings.Builder, r result) {
	if r.failed != nil {
		fmt.Fprintf(b, "| %s | failed: %v | | | | |\n", r.title, r.failed)
		return
	}
	speed := r.amounts(r.ours, r.amount)
	share := p.limitShares(r)
	if r.targetShare > 0 {
		fmt.Fprintf(b, "| %s | %s | multiply-adds: %s/s | %.2f | %s | %s |\n", r.title, speed, scaled(median(r.peaks), "FLOP"),
			r.share(), target(r.share(), r.targetShare), share)
	}
	for _, t := range r.theirs {
		if t.failed != nil {
			fmt.Fprintf(b, "| %s | %s | %s: %v | | %s | %s |\n",
				r.title, speed, t.name, t.failed, target(t.target, t.target), share)
			continue
		}
		theirs := r.amounts(t.answers, t.amountOr(r.amount))
		fmt.Fprintf(b, "| %s | %s | %s: %s | %.2f | %s | %s |\n",
			r.title, speed, t.name, theirs, r.ratio(t), target(r.ratio(t), t.target), share)
	}
}

// limitShares returns which share of the limits our side of the row reaches.
func (p page) limitShares(r result) string {
	var parts []string
	if r.flops > 0 {
		parts = append(parts, fmt.Sprintf("%.0f%% of the multiply-adds", 100*r.share()))
	}
	if r.bytes > 0 {
		parts = append(parts, fmt.Sprintf("%.0f%% of the bandwidth", 100*r.bytes/seconds(r.ours)/p.limits["bandwidth"]))
	}
	return strings.Join(parts, ", ")
}

// variants writes the variants that were the fastest, and the numbers that show that both did the
// same work.
func (p page) variants(b *strings.Builder, r result) {
	if len(r.ours) > 0 && r.ours[0].Variant != "" {
		fmt.Fprintf(b, "- %s, ours: %s%s\n", r.name, r.ours[0].Variant, found(r.ours[0].Found))
	}
	for _, t := range r.theirs {
		if len(t.answers) > 0 && t.answers[0].Variant != "" {
			fmt.Fprintf(b, "- %s, %s: %s%s\n", r.name, t.name, t.answers[0].Variant, found(t.answers[0].Found))
		}
	}
}

// found prints the numbers in the order of their names.
func found(values map[string]float64) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(&b, "; %s %.4g", name, values[name])
	}
	return b.String()
}

// target prints the least ratio that is wanted, and whether it is missed.
func target(is, least float64) string {
	switch {
	case least == 0:
		return ""
	case is < least:
		return fmt.Sprintf("%.4g, **missed**", least)
	default:
		return fmt.Sprintf("%.4g", least)
	}
}
