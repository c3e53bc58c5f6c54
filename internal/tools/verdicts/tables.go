package main

import (
	"fmt"
	"strings"

	"github.com/dustin/go-humanize"

	"noiseprune/rules"
)

// text returns all that stands between the markers of the page.
func text(all []finding) string {
	var b strings.Builder
	b.WriteString(controlTable())
	for _, keep := range budgets() {
		of := atBudget(all, keep)
		if len(of) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n## Keeping %g of the edges\n\n%s%s", keep, sentences(of), verdictTable(of))
	}
	b.WriteString("\n## What the covariance says, and shuffling\n\n" + informationTable(all))
	fmt.Fprintf(&b, "\nSpectra by %s.\n", all[0].library)
	return b.String()
}

// atBudget returns the findings at one budget, in their order.
func atBudget(all []finding, keep float64) (of []finding) {
	for _, f := range all {
		if f.keep == keep {
			of = append(of, f)
		}
	}
	return of
}

// controlTable says of each control what it does and what it rules out.
func controlTable() string {
	var b strings.Builder
	b.WriteString("| rule | `--controls` | what it does | ruled out where noise-prune does better |\n|---|---|---|---|\n")
	for _, kind := range append([]rules.Kind{rules.NoiseKind}, rules.Controls()...) {
		name := quoted(kind)
		if kind == rules.NoiseKind {
			name = ""
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", rules.Title(kind.String()), name, escaped(kind.Does()), kind.RulesOut())
	}
	return b.String()
}

// escaped keeps bars from ending a cell.
func escaped(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// verdictTable has a row for each network and control, and a column for each measure.
func verdictTable(of []finding) string {
	var b strings.Builder
	shown := measures(of)
	b.WriteString("| network | control |")
	for _, m := range shown {
		fmt.Fprintf(&b, " %s |", m.title())
	}
	b.WriteString("\n|---|---|" + strings.Repeat("---|", len(shown)) + "\n")
	for _, f := range of {
		for k, control := range f.controls {
			name := ""
			if k == 0 {
				name = f.title()
			}
			fmt.Fprintf(&b, "| %s | %s |%s\n", name, quoted(control), f.cells(control, shown))
		}
	}
	return b.String()
}

// nearlyDefective is from which condition number of its eigenvectors on a network is said to be nearly defective, as by the summary.
const nearlyDefective = 1e6

// title names the network and says what it is.
func (f finding) title() string {
	kind := "directed"
	if f.facts.Symmetric {
		kind = "symmetric"
	}
	text := fmt.Sprintf("%s: %s, %s neurons, %s edges", f.network, kind, humanize.Comma(int64(f.facts.Neurons)),
		humanize.Comma(int64(f.facts.Edges)))
	if c := f.facts.EigenvectorCondition; c != nil && *c > nearlyDefective {
		text += fmt.Sprintf("; eigenvectors of condition number %.0e", *c)
	}
	return text
}

// cells returns the cells of one control, or why it is not compared.
func (f finding) cells(control rules.Kind, shown []measure) string {
	var b strings.Builder
	for k, m := range shown {
		cell := f.judge(control, m).cell(f.prunings)
		if v := f.against(control); k == 0 && v != nil && v.LeftOut != "" {
			cell = v.LeftOut
		}
		fmt.Fprintf(&b, " %s |", cell)
	}
	return b.String()
}

// informationTable sets what d tells about edges beside how noise-prune compares with the two controls that take something
// of it away.
func informationTable(all []finding) string {
	var b strings.Builder
	b.WriteString("| network | kept | d: standard deviation / mean | covariance in d | rank correlation of \\|w\\|d with \\|w\\| |" +
		" kept edges that d exchanges | better than `weight` | better than `shuffled` |\n|---|---|---|---|---|---|---|---|\n")
	shown := measures(all)
	for _, f := range all {
		i := f.information
		_, _, weight := f.won(rules.WeightKind, shown)
		_, _, shuffled := f.won(rules.ShuffledKind, shown)
		fmt.Fprintf(&b, "| %s | %g | %.2f | %.1f%% | %.3f | %.1f%% | %s | %s |\n", f.network, f.keep, i.spread, 100*i.covariance, i.rank,
			100*i.moved, weight, shuffled)
	}
	return b.String() + "\n" + strings.Join(shuffledSentences(all), "\n") + "\n"
}

// won counts the measures that a network has and those by which noise-prune beats a control, and says so, naming the others.
func (f finding) won(control rules.Kind, shown []measure) (won, known int, text string) {
	var others []string
	for _, m := range shown {
		j := f.judge(control, m)
		switch j.word {
		case missing:
			continue
		case better:
			won++
		case worse, open:
			others = append(others, fmt.Sprintf("%s %s", m.title(), j.word))
		}
		known++
	}
	text = fmt.Sprintf("%d of %d", won, known)
	if len(others) > 0 {
		text += "; " + strings.Join(others, ", ")
	}
	return won, known, text
}
