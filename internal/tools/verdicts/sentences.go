package main

import (
	"fmt"
	"strings"

	"noiseprune/rules"
)

// sentences says, from findings at one budget, how often noise-prune wins by each measure, against which controls on every
// network, and of the other controls where it does not.
func sentences(of []finding) string {
	var b strings.Builder
	for _, m := range measures(of) {
		b.WriteString(tallyOf(of, m).text(m))
	}
	return b.String()
}

// tally is what is said by one measure.
type tally struct {
	counts     [open + 1]int // of comparisons, by their word
	everywhere []string      // controls that noise-prune beats on every network that is compared
	exceptions []string      // a line for each other control
}

func tallyOf(of []finding, m measure) (t tally) {
	for _, control := range of[0].controls {
		counts := [open + 1]int{}
		for _, f := range of {
			counts[f.judge(control, m).word]++
		}
		for word, n := range counts {
			t.counts[word] += n
		}
		switch {
		case counts[worse]+counts[open] > 0:
			t.exceptions = append(t.exceptions, exception(of, control, m))
		case counts[better] > 0:
			t.everywhere = append(t.everywhere, quoted(control))
		}
	}
	return t
}

// exception names the networks on which noise-prune does not beat a control, with the intervals.
func exception(of []finding, control rules.Kind, m measure) string {
	parts := map[word][]string{}
	for _, f := range of {
		if j := f.judge(control, m); j.word != missing {
			parts[j.word] = append(parts[j.word], fmt.Sprintf("%s (%s, %d prunings)", f.network, j.Interval(), j.Difference.Pairs))
		}
	}
	var text []string
	if networks := parts[worse]; networks != nil {
		text = append(text, "worse on "+strings.Join(networks, ", "))
	}
	if networks := parts[open]; networks != nil {
		text = append(text, "not distinguishable on "+strings.Join(networks, ", "))
	}
	return fmt.Sprintf("- against %s: %s", quoted(control), strings.Join(text, "; "))
}

// text is what the page says.
func (t tally) text(m measure) string {
	var b strings.Builder
	fmt.Fprintf(&b, "**By %s** noise-prune is better in %d of %d comparisons", m.title(), t.counts[better],
		t.counts[better]+t.counts[worse]+t.counts[open])
	if t.counts[worse]+t.counts[open] > 0 {
		fmt.Fprintf(&b, ", worse in %d, and not distinguishable in %d", t.counts[worse], t.counts[open])
	}
	b.WriteString(".")
	if len(t.everywhere) > 0 {
		fmt.Fprintf(&b, " It beats %s on every network.", listed(t.everywhere))
	}
	if len(t.exceptions) > 0 {
		b.WriteString(" It does not win\n\n" + strings.Join(t.exceptions, "\n"))
	}
	return b.String() + "\n\n"
}

// quoted is the name of a control as on the command line.
func quoted(control rules.Kind) string { return "`" + control.String() + "`" }

// listed joins names as in a sentence.
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// shuffledSentences says, of each budget, on which networks shuffling noise-prune's probabilities is worse by every measure, and
// on which it is not.
func shuffledSentences(all []finding) (lines []string) {
	for _, keep := range budgets() {
		of := atBudget(all, keep)
		var every, others []string
		for _, f := range of {
			won, known, text := f.won(rules.ShuffledKind, measures(of))
			switch {
			case known == 0:
			case won == known:
				every = append(every, f.network)
			default:
				others = append(others, fmt.Sprintf("%s (noise-prune is better by %s)", f.network, text))
			}
		}
		if len(every)+len(others) == 0 {
			continue
		}
		text := fmt.Sprintf("Keeping %g, `shuffled` is worse by every measure", keep)
		if len(every) > 0 {
			text += " on " + listed(every)
		} else {
			text += " on no network"
		}
		if len(others) > 0 {
			text += "; not so on " + listed(others)
		}
		lines = append(lines, text+".")
	}
	return lines
}
