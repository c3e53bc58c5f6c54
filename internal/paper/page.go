package paper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"noiseprune/internal/paper/figure"
)

// Page returns the page of all outcomes: the table claim by claim, then
// each figure, then what they cost. Files are named relative to `folder`.
func Page(outcomes []*figure.Outcome, folder string) []byte {
	var b strings.Builder
	b.WriteString("# The paper, reproduced\n\n" +
		"The numerical results of Moore & Chaudhuri, “Using noise to probe recurrent neural network structure and prune synapses” (NeurIPS " +
		"2020), " +
		"computed from the paper's captions and the authors' published parameters, and results beyond the paper in the same form. Every " +
		"verdict is computed from the numbers by its criterion, which stands with both in the section of the figure.\n\n" + aboutIntervals +
		"`simulate paper all --out DIR` computes what DIR does not hold yet and " +
		"writes this page from all that it holds; `simulate paper FIGURE --out DIR` adds or replaces one figure.\n\n" +
		aboutControls)
	b.WriteString(overview(outcomes))
	b.WriteString("| figure | where it stands | statement | agrees | tells rules apart |\n|---|---|---|---|---|\n")
	for _, o := range outcomes {
		for _, c := range o.Claims {
			fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s |\n",
				o.Figure, anchor(o.Heading()), figure.Cell(c.Place), figure.Cell(c.Statement),
				c.Agrees.Marked(), c.Discrimination())
		}
	}
	for _, o := range outcomes {
		b.WriteString("\n" + o.Markdown(folder))
	}
	b.WriteString(costs(outcomes))
	return []byte(b.String())
}

// aboutIntervals explains the numbers and the verdicts.
const aboutIntervals = "What rests on draws (prunings, runs, samples) stands with its interval at 95% confidence, as v ± h or " +
	"v [low, high]: by Student's t over independent draws where it is a mean or a paired difference, by the jackknife over draws where it " +
	"is a ratio or an exponent, by the bootstrap where it is a rank correlation. A criterion is met where the interval lies wholly inside " +
	"what it asks for, not met where it lies wholly outside, and undecided where it lies across. Where a criterion is about every draw, the " +
	"bound on the frequency of exceptions is Clopper and Pearson's at 95%.\n\n"

// aboutControls explains the column that says whether a criterion tells rules apart.
const aboutControls = "A criterion that any pruning meets says nothing about the rule. Each one is therefore applied, to the same " +
	"networks " +
	"with as many edges, to three controls in noise-prune's place: *weight* (p ∝ |w|), *random* (the same p for every edge) and *hidden " +
	"covariance* (noise-prune that sees the variances and takes every covariance for 0, d_ij = C_ii + C_jj). A statement tells rules " +
	"apart where noise-prune meets its criterion and none of the three does; the numbers of the controls stand in the section of each " +
	"figure. Some statements concern no rule: solvers, step sizes, what a covariance from samples is worth.\n\n"

// costs lists what each figure took. Processor time is what counts where a machine had
// other work to do.
func costs(outcomes []*figure.Outcome) string {
	var b strings.Builder
	var seconds, processor float64
	b.WriteString("\n## What it takes\n\n| figure | size | time | processor time | workers |\n|---|---|---|---|---|\n")
	for _, o := range outcomes {
		if o.Took == nil {
			continue
		}
		seconds, processor = seconds+o.Took.Seconds, processor+o.Took.Processor
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %d |\n", o.Figure, o.Size, figure.Duration(o.Took.Seconds), figure.Duration(o.Took.Processor),
			o.Took.Workers)
	}
	if seconds == 0 {
		return ""
	}
	fmt.Fprintf(&b, "| all | | %s | %s | |\n\n"+
		"Time is from start to end, processor time that of all threads together: where the first is more than the second, the machine had "+
		"other work at that time.\n",
		figure.Duration(seconds), figure.Duration(processor))
	return b.String()
}

// overview counts the statements, at which size, and in what time.
func overview(outcomes []*figure.Outcome) string {
	agreed, undecided, claims, quick, apart, noRule, open := 0, 0, 0, 0, 0, 0, 0
	seconds, processor := 0.0, 0.0
	for _, o := range outcomes {
		for _, c := range o.Claims {
			claims++
			switch c.Agrees {
			case figure.Yes:
				agreed++
			case figure.Undecided:
				undecided++
			case figure.No:
			}
			switch {
			case c.NoRule != "":
				noRule++
			case len(c.Controls) == 0:
				open++
			case c.TellsApart():
				apart++
			}
		}
		if o.Size == figure.Quick {
			quick++
		}
		if o.Took != nil {
			seconds, processor = seconds+o.Took.Seconds, processor+o.Took.Processor
		}
	}
	text := fmt.Sprintf("**%d of %s agree, %d are undecided; %d tell noise-prune from its controls.** %d concern no rule", agreed,
		figure.Count(claims, "statement"), undecided, apart, noRule)
	if open > 0 {
		text += fmt.Sprintf(", and the controls of %d are not computed", open)
	}
	text += ". " + figure.Count(len(outcomes), "figure")
	switch {
	case quick == 0:
		text += ", at full size"
	case quick == len(outcomes):
		text += ", all of smaller networks (`--quick`): verdicts at full size may differ"
	default:
		text += fmt.Sprintf(", %d of them of smaller networks (`--quick`): verdicts at full size may differ", quick)
	}
	if seconds > 0 {
		text += "; computed in " + figure.Duration(seconds)
	}
	if processor > 0 {
		text += fmt.Sprintf(", %s of processor time", figure.Duration(processor))
	}
	if left := missing(outcomes); len(left) > 0 && quick == 0 {
		text += ". Not here: " + strings.Join(left, ", ")
	}
	return text + ".\n\n"
}

// missing names the figures that are not among the outcomes.
func missing(outcomes []*figure.Outcome) (names []string) {
	for _, f := range Figures() {
		if !slices.ContainsFunc(outcomes, func(o *figure.Outcome) bool { return o.Figure == f.Name }) {
			names = append(names, f.Name)
		}
	}
	return names
}

// anchor returns the link to a heading that GitHub and GitLab make of it.
func anchor(heading string) string {
	letters := regexp.MustCompile(`[^\p{L}\p{N}\- ]+`)
	return strings.ReplaceAll(letters.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}
