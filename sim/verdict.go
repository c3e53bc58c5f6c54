package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"

	"noiseprune/compare"
	"noiseprune/rules"
)

// Verdict compares noise-prune with one control over paired prunings.
type Verdict struct {
	Control string // name of the rule
	LeftOut string // why nothing is compared, such as "a network of uniform is unstable"; otherwise empty
	Better  []Judgement
	Worse   []Judgement
	Open    []Judgement // not distinguishable with so many prunings
}

// Judgement is one statistic of a measure, with noise-prune's value minus the control's.
type Judgement struct {
	Measure    string
	Statistic  Statistic
	Difference compare.Paired
}

// Verdicts compares noise-prune with every control, by every statistic of every measure that both have over at least two
// prunings. Noise-prune is better or worse by a statistic where the 95% interval of the mean paired difference leaves 0 out,
// and not distinguishable otherwise. It returns none where there is a single pruning, or no control.
func (r *Result) Verdicts() (all []Verdict) {
	if len(r.Data.Rules) == 0 || r.Data.Rules[0].Name != rules.NoiseKind.String() || !r.prunedSeveral() {
		return nil
	}
	for _, rule := range r.Data.Rules[1:] {
		v := Verdict{Control: rule.Name}
		for _, name := range []string{rule.Name, r.Data.Rules[0].Name} { // the latter is what is said of both
			if broken := r.Rules[name].Broken(); broken != "" {
				v.LeftOut = fmt.Sprintf("a network of %s %s", rules.Title(name), strings.Replace(broken, "unstable", "is unstable", 1))
			}
		}
		if v.LeftOut == "" {
			v.judgeAll(r.Rules[rule.Name].OverPrunings)
		}
		if v.LeftOut != "" || len(v.Better)+len(v.Worse)+len(v.Open) > 0 {
			all = append(all, v)
		}
	}
	return all
}

// prunedSeveral reports whether some measure is known of several prunings.
func (r *Result) prunedSeveral() bool {
	for _, o := range r.Rules {
		for _, over := range o.OverPrunings {
			if len(over.Values) > 1 {
				return true
			}
		}
	}
	return false
}

// judgeAll adds all statistics to their lists, those of stationary activity first, then those of trajectories.
func (v *Verdict) judgeAll(all []OverPrunings) {
	first := []string{StationaryMeasure, CorrelationMeasure, TrajectoryMeasure, SignedTrajectoryMeasure}
	rank := func(over OverPrunings) int {
		if k := slices.Index(first, over.Measure); k >= 0 {
			return k
		}
		return len(first)
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b OverPrunings) int { return cmp.Compare(rank(a), rank(b)) })
	for _, over := range sorted {
		if over.Against != nil {
			v.judge(over)
		}
	}
}

// judge adds a statistic to the list that it belongs to.
func (v *Verdict) judge(over OverPrunings) {
	j := Judgement{over.Measure, over.Statistic, over.Against.Negated()}
	smaller := j.Difference.High < 0
	switch {
	case !j.Difference.Separates():
		v.Open = append(v.Open, j)
	case smaller != bestAtOne(over.Measure):
		v.Better = append(v.Better, j)
	default:
		v.Worse = append(v.Worse, j)
	}
}

// bestAtOne reports whether a measure is best at 1 and so better where it is larger; the others are best at 0.
func bestAtOne(measure string) bool { return measure == "cos_theta" }

// Lines are the lines of the verdict: of each list a heading and a line for each statistic.
func (v Verdict) Lines() []string {
	if v.LeftOut != "" {
		return []string{fmt.Sprintf("not compared with %s: %s", rules.Title(v.Control), v.LeftOut)}
	}
	return slices.Concat(v.lists(list)...)
}

// Sentences are the same as running text, a sentence for each list.
func (v Verdict) Sentences() []string {
	if v.LeftOut != "" {
		return []string{"N" + v.Lines()[0][1:] + "."}
	}
	sentence := func(heading string, judged []Judgement, text func(Judgement) string) []string {
		if len(judged) == 0 {
			return nil
		}
		var parts []string
		for _, j := range judged {
			parts = append(parts, text(j))
		}
		return []string{"Noise-prune is " + heading + ": " + strings.Join(parts, "; ") + "."}
	}
	return slices.Concat(v.lists(sentence)...)
}

// lists formats the three lists.
func (v Verdict) lists(format func(heading string, judged []Judgement, text func(Judgement) string) []string) [][]string {
	title := rules.Title(v.Control)
	return [][]string{
		format("better than "+title, v.Better, Judgement.separated),
		format("worse than "+title, v.Worse, Judgement.separated),
		format("not distinguishable from "+title, v.Open, Judgement.open),
	}
}

// list returns a heading and the judgements below it, or nothing where there are none.
func list(heading string, judged []Judgement, text func(Judgement) string) (lines []string) {
	for k, j := range judged {
		if k == 0 {
			lines = append(lines, heading)
		}
		lines = append(lines, "  "+text(j))
	}
	return lines
}

// separated states the difference, its interval and in how many prunings it has that sign.
func (j Judgement) separated() string {
	d := j.Difference
	count := max(d.Less, d.Greater)
	return fmt.Sprintf("%s %s, %d of %d", j.Name(), j.Interval(), count, d.Pairs)
}

// Interval states the mean difference and its interval, such as "−0.1050 [−0.1142, −0.0958]".
func (j Judgement) Interval() string {
	d := j.Difference
	return fmt.Sprintf("%s [%s, %s]", signed(d.Mean), signed(d.Low), signed(d.High))
}

// open states the interval and how many prunings would tell.
func (j Judgement) open() string {
	d := j.Difference
	return fmt.Sprintf("%s [%s, %s]; %s", j.Name(), signed(d.Low), signed(d.High), j.Needed())
}

// Needed says how many prunings would tell, such as "about 480 prunings would tell".
func (j Judgement) Needed() string {
	if n := j.Difference.Needed(); n <= 1e6 {
		return "about " + humanize.Comma(int64(n)) + " prunings would tell"
	}
	return "a million prunings would not tell"
}

// Name names the statistic, such as "mean ε_v".
func (j Judgement) Name() string { return StatisticName(j.Measure, j.Statistic) }

// StatisticName names a statistic of a measure, such as "mean ε_v". Trajectories have no other than their mean over time.
func StatisticName(measure string, s Statistic) string {
	symbol := MeasureSymbol(measure)
	switch s {
	case Median, Mean:
		if OfTrajectories(measure) {
			return symbol
		}
		return string(s) + " " + symbol
	case Tail:
		return "95% tail of " + symbol
	case Single:
	}
	return symbol
}

// signed formats a difference with its sign and two or three significant digits.
func signed(v float64) string {
	if v == 0 {
		return "0"
	}
	text := fmt.Sprintf("%+.2g", v)
	if math.Abs(v) >= 1e-3 && math.Abs(v) < 100 {
		text = fmt.Sprintf("%+.4f", v)
	}
	return strings.ReplaceAll(text, "-", "−") // of the exponent, too
}
