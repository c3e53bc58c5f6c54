package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

const preamble = `# The health of the noise

` + "`make health`" + ` examined the numbers that the noise is made of, and wrote this page. It keeps what
is finished in health/results/, so that it goes on where it was stopped;
` + "`go run ./health -help`" + ` lists the flags.

## What a p-value leads to

Stated before anything was run. Each p-value is the probability of a larger value of its
statistic, so that both ends tell.

- Below 10⁻¹⁰ or above 1 − 10⁻¹⁰: the noise has failed.
- Below 10⁻⁴ or above 1 − 10⁻⁴: suspicious. The test is made once more with other numbers
  (another seed, or other steps where seeds are what is tested). If the same statistic is
  suspicious again, the noise has failed; otherwise the test has passed.
- Of families of scores, the largest counts by Šidák's formula, 1 − (1 − p)^k of k scores.

`

// page returns the page of all that the store holds of the parts, as Markdown.
func page(parts []part, s *store) string {
	rows := rowsOf(parts, s)
	var b strings.Builder
	b.WriteString(preamble)
	summary(&b, rows)
	doubts(&b, parts, s)
	batterySection(&b, rows)
	ownSection(&b, rows)
	details(&b, parts, s)
	fmt.Fprintf(&b, "\nFingerprint of the generator: %s.\n", s.generator)
	return b.String()
}

// row is what a group of parts found.
type row struct {
	group, title      string
	parts, done       int
	drawn             float64
	statistics        int
	smallest, largest float64 // p-values of all first attempts
	worst             verdict
	program           string
}

func rowsOf(parts []part, s *store) []row {
	var rows []row
	for _, p := range parts {
		if len(rows) == 0 || rows[len(rows)-1].group != p.group {
			rows = append(rows, row{group: p.group, title: p.title, smallest: math.Inf(1), largest: math.Inf(-1)})
		}
		r := &rows[len(rows)-1]
		r.parts++
		if tried := s.attempts(p); len(tried) > 0 {
			r.add(tried)
		}
	}
	return rows
}

func (r *row) add(tried []result) {
	r.done++
	r.worst = max(r.worst, judge(tried))
	r.program = tried[0].Program
	for _, t := range tried {
		r.drawn += t.Drawn
	}
	for _, st := range tried[0].Statistics {
		r.statistics++
		r.smallest, r.largest = min(r.smallest, st.P), max(r.largest, st.P)
	}
}

// verdict tells what to think of a group.
func (r row) verdict() string {
	if r.done == 0 {
		return "not run"
	}
	return r.worst.String()
}

func (r row) battery() bool {
	return strings.HasPrefix(r.group, "SmallCrush/") || strings.HasPrefix(r.group, "Crush/")
}

func summary(b *strings.Builder, rows []row) {
	var statistics, bad, open, missing, planned int
	drawn := 0.0
	for _, r := range rows {
		statistics += r.statistics
		drawn += r.drawn
		planned += r.parts
		missing += r.parts - r.done
		switch r.worst {
		case failed:
			bad++
		case pending:
			open++
		default:
		}
	}
	b.WriteString("## The verdict\n\n")
	switch {
	case bad > 0:
		fmt.Fprintf(b, "**The noise has failed in %s of tests below.** ", count(bad, "group"))
	case statistics > 0:
		b.WriteString("Nothing has failed. ")
	}
	fmt.Fprintf(b, "%s p-values from %s words, normals and signs; of a faultless generator,\n%.2g of them would be expected to be suspicious.", thousands(statistics), magnitude(drawn), float64(statistics)*2*suspicious)
	if open > 0 {
		fmt.Fprintf(b, " A test is to be repeated in %s.", count(open, "group"))
	}
	if missing > 0 {
		fmt.Fprintf(b, " **Not run yet: %s of %d.**", count(missing, "test"), planned)
	}
	b.WriteString("\n")
}

// doubts lists all that was suspicious.
func doubts(b *strings.Builder, parts []part, s *store) {
	var lines []string
	for _, p := range parts {
		for _, r := range s.attempts(p) {
			for _, st := range r.Statistics {
				if extremity(st.P) < suspicious {
					lines = append(lines, fmt.Sprintf("| %s | %s | %d | %s | %s |", p.name, st.Name, r.Attempt+1, probability(st.P), judge(s.attempts(p))))
				}
			}
		}
	}
	if len(lines) == 0 {
		b.WriteString("\nNo p-value was suspicious.\n")
		return
	}
	b.WriteString("\nSuspicious:\n\n| test | statistic | attempt | p | verdict |\n|---|---|---|---|---|\n" + strings.Join(lines, "\n") + "\n")
}

func batterySection(b *strings.Builder, rows []row) {
	b.WriteString("\n## Batteries\n\nEach test of a battery has a seed of its own, 1 for the first, and starts at step 0.\n\n" +
		"| battery | what consecutive words are | tests | words | p-values | smallest, largest p | verdict |\n|---|---|---|---|---|---|---|\n")
	programs := map[string]bool{}
	for _, r := range rows {
		if r.battery() {
			name, _, _ := strings.Cut(r.group, "/")
			r.line(b, name)
			programs[r.program] = true
		}
	}
	delete(programs, "")
	for program := range programs {
		fmt.Fprintf(b, "\n%s. ", program)
	}
	b.WriteString("The words are those of the noise: a block of four 32-bit words at the counter (replica, neuron/4,\n" +
		"step, purpose) under the seed. Φ of normals and random signs come from the package's own functions.\n")
}

func ownSection(b *strings.Builder, rows []row) {
	b.WriteString("\n## Normals, signs, correlations, avalanche\n\n| | | tests | numbers | p-values | smallest, largest p | verdict |\n|---|---|---|---|---|---|---|\n")
	for _, r := range rows {
		if !r.battery() {
			name, _, _ := strings.Cut(r.group, "/")
			r.line(b, name)
		}
	}
	b.WriteString(explanations)
}

const explanations = `
- Normals: the exact distances of Kolmogorov and Smirnov and of Anderson and Darling in
  blocks of 10⁶, whose p-values must be uniform, and over all draws in 2²⁰ bins of equal
  probability, which makes D at most 2⁻²⁰ too small; the first eight moments; the counts
  beyond 3 to 6 standard deviations against Poisson's law.
- Correlations: the scores Σ xy/√n of *all* pairs of a family, and sums over all pairs of one
  distance; of the values, of the squares (x² − 1)/√2 and of the signs. The distribution of
  a score is normal but for Edgeworth's corrections of order 1/√n and 1/n.
- Avalanche: a block of 128 bits beside that of a place that differs by one in step, group of
  four neurons, replica, seed or purpose, or in one bit of these: each bit changes in half of
  the pairs, and the number of changed bits is that of 128 tosses of a coin.
`

func (r row) line(b *strings.Builder, name string) {
	tests, spread := fmt.Sprint(r.done), "–"
	if r.done < r.parts {
		tests = fmt.Sprintf("%d of %d", r.done, r.parts)
	}
	if r.statistics > 0 {
		spread = probability(r.smallest) + ", " + probability(r.largest)
	}
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s |\n", name, r.title, tests, magnitude(r.drawn), thousands(r.statistics), spread, r.verdict())
}

// details lists each statistic of normals and signs.
func details(b *strings.Builder, parts []part, s *store) {
	for _, p := range parts {
		if !slices.Contains([]string{"normals/float64", "normals/float32", "signs"}, p.group) {
			continue
		}
		tried := s.attempts(p)
		if len(tried) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n## %s%s, %s\n\n| statistic | found | p |\n|---|---|---|\n", strings.ToUpper(p.title[:1]), p.title[1:], magnitude(tried[0].Drawn))
		for _, st := range tried[0].Statistics {
			fmt.Fprintf(b, "| %s | %s | %s |\n", st.Name, st.Detail, probability(st.P))
		}
	}
}
