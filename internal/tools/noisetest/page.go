package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"
)

const preamble = `# Statistical tests of the noise

` + "`make noisetest`" + ` tested the numbers that the noise consists of, and wrote this page. Finished
tests are kept in internal/tools/noisetest/results/, so that a later run continues an interrupted one;
` + "`go run ./internal/tools/noisetest -help`" + ` lists the flags.

## How p-values are judged

Decided before any test was run. Each p-value is the probability of a larger value of its
statistic, so that both a small p-value and one near 1 are suspicious.

- Below 10⁻¹⁰ or above 1 − 10⁻¹⁰: the noise has failed.
- Below 10⁻⁴ or above 1 − 10⁻⁴: suspicious. The test is made once more with other numbers
  (another seed, or other steps where seeds are what is tested). If the same statistic is
  suspicious again, the noise has failed; otherwise the test has passed.
- Of k scores, the largest has the p-value 1 − (1 − p)^k (Šidák).

`

// page returns the page of all results that the store has of the parts, as Markdown.
func page(parts []part, s *store) string {
	rows := rowsOf(parts, s)
	var b strings.Builder
	b.WriteString(preamble)
	summary(&b, rows)
	suspiciousSection(&b, parts, s)
	batterySection(&b, rows)
	otherSection(&b, rows)
	details(&b, parts, s)
	fmt.Fprintf(&b, "\nFingerprint of the generator: %s.\n", s.generator)
	return b.String()
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
	b.WriteString("## Result\n\n")
	switch {
	case bad > 0:
		fmt.Fprintf(b, "**The noise has failed in %s of tests below.** ", count(bad, "group"))
	case statistics > 0:
		b.WriteString("Nothing has failed. ")
	}
	fmt.Fprintf(b, "%s p-values from %s words, normals and signs; of a perfect generator,\n%.2g of them would be expected to be suspicious.",
		humanize.Comma(int64(statistics)), magnitude(drawn), float64(statistics)*2*suspicious)
	if open > 0 {
		fmt.Fprintf(b, " A test is to be repeated in %s.", count(open, "group"))
	}
	if missing > 0 {
		fmt.Fprintf(b, " **Not run yet: %s of %d.**", count(missing, "test"), planned)
	}
	b.WriteString("\n")
}

// suspiciousSection lists all suspicious p-values.
func suspiciousSection(b *strings.Builder, parts []part, s *store) {
	var lines []string
	for _, p := range parts {
		for _, r := range s.attempts(p) {
			for _, st := range r.Statistics {
				if extremity(st.P) < suspicious {
					lines = append(lines, fmt.Sprintf("| %s | %s | %d | %s | %s |",
						p.name, st.Name, r.Attempt+1, probability(st.P), judge(s.attempts(p))))
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
	b.WriteString("\n## Batteries\n\nTest n of a battery has the seed n and starts at step 0.\n\n" +
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
		"step, purpose) under the seed. Φ of normals and random signs come from the functions of package noise.\n")
}

func otherSection(b *strings.Builder, rows []row) {
	b.WriteString("\n## Normals, signs, correlations, avalanche\n\n" +
		"| | | tests | numbers | p-values | smallest, largest p | verdict |\n|---|---|---|---|---|---|---|\n")
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
  beyond 3 to 6 standard deviations, compared with the Poisson distribution.
- Correlations: the scores Σ xy/√n of *all* pairs of a family, and sums over all pairs of one
  distance; of the values, of the squares (x² − 1)/√2 and of the signs. The distribution of
  a score is normal with Edgeworth's corrections of order 1/√n and 1/n.
- Avalanche: a block of 128 bits is compared with the block whose step, group of four neurons,
  replica, seed or purpose differs by one, or in one bit: each bit must change in half of the pairs,
  and the number of changed bits must be binomial with n = 128 and p = ½.
`

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
		fmt.Fprintf(b, "\n## %s%s, %s\n\n| statistic | found | p |\n|---|---|---|\n",
			strings.ToUpper(p.title[:1]), p.title[1:], magnitude(tried[0].Drawn))
		for _, st := range tried[0].Statistics {
			fmt.Fprintf(b, "| %s | %s | %s |\n", st.Name, st.Detail, probability(st.P))
		}
	}
}
