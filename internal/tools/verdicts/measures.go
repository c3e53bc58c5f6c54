package main

import (
	"fmt"
	"slices"
	"strings"

	"noiseprune/rules"
	"noiseprune/sim"
)

// measure is a statistic that the page shows.
type measure struct {
	name      string
	statistic sim.Statistic // empty for any, where there is one
}

// measures returns those of the page, in its order, that some verdict has.
func measures(all []finding) []measure {
	candidates := []measure{{name: sim.StationaryMeasure}, {name: sim.TrajectoryMeasure}, {"eps_v", sim.Mean}, {name: "epsilon_worst"}}
	return slices.DeleteFunc(candidates, func(m measure) bool {
		return !slices.ContainsFunc(all, func(f finding) bool { return f.has(m) })
	})
}

// title is the symbol of package sim, with the statistic where there are several.
func (m measure) title() string {
	return strings.TrimSpace(string(m.statistic) + " " + sim.MeasureSymbol(m.name))
}

// has reports whether a verdict of the finding has the measure.
func (f finding) has(m measure) bool {
	return slices.ContainsFunc(f.controls, func(control rules.Kind) bool { return f.judge(control, m).word != missing })
}

// word is what is said of noise-prune beside a control.
type word uint8

// The words, those that a verdict can have in the order of its lists.
const (
	missing word = iota // the network does not have the measure, or is not compared
	better
	worse
	open
)

func (w word) String() string { return [...]string{"–", "better", "**worse**", "open"}[w] }

// judged is a judgement with the list of the verdict in which it stands.
type judged struct {
	word word
	sim.Judgement
}

// judge returns what the verdict on a control says by a measure.
func (f finding) judge(control rules.Kind, m measure) judged {
	v := f.against(control)
	if v == nil {
		return judged{}
	}
	for k, list := range [][]sim.Judgement{v.Better, v.Worse, v.Open} {
		for _, j := range list {
			if j.Measure == m.name && (m.statistic == "" || j.Statistic == m.statistic) {
				return judged{better + word(k), j}
			}
		}
	}
	return judged{}
}

// cell is one of the table. It says over how many prunings a statistic is, where that is not over all.
func (j judged) cell(prunings int) string {
	if j.word == missing {
		return missing.String()
	}
	text := j.Interval() + " " + j.word.String()
	if j.Difference.Pairs != prunings {
		text += fmt.Sprintf(" (of %d)", j.Difference.Pairs)
	}
	return text
}
