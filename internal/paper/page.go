package paper

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Markdown returns the section of one figure: picture, paragraph, claims, table, settings,
// and how to get it again. Files are named relative to `folder`, which is empty or ends
// with a slash.
func (o *Outcome) Markdown(folder string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n![%s](%s%s.png)\n\n*%s*\n\n%s\n\n", o.heading(), o.Title, folder, o.Figure, o.Caption, o.Paragraph())
	b.WriteString("| statement | criterion | found | agrees |\n|---|---|---|---|\n")
	for _, c := range o.Claims {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", cell(c.Statement), cell(c.Criterion), cell(c.foundAndWhy()), yes(c.Agrees))
	}
	b.WriteString("\n")
	if o.Listing != nil {
		b.WriteString(o.Listing.markdown())
	}
	for _, s := range o.Settings {
		fmt.Fprintf(&b, "- %s: %s\n", s.Name, s.Value)
	}
	fmt.Fprintf(&b, "- seed %d, %s size, %s\n", o.Seed, o.Size, o.Libraries)
	if o.Took != nil {
		fmt.Fprintf(&b, "- took %s\n", o.Took)
	}
	fmt.Fprintf(&b, "- again: `%s`\n", o.command())
	return b.String()
}

func (o *Outcome) heading() string { return o.Place + ": " + o.Title }

// command is what computes the figure again.
func (o *Outcome) command() string {
	command := "simulate paper " + o.Figure + " --force"
	if o.Size == Quick {
		command += " --quick"
	}
	if o.Seed != 1 {
		command += fmt.Sprintf(" --seed %d", o.Seed)
	}
	return command
}

// markdown returns the listing as a table.
func (l *Listing) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", l.Caption)
	row := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + cell(c) + " ")
		}
		b.WriteString("|\n")
	}
	row(l.Columns)
	b.WriteString(strings.Repeat("|---", len(l.Columns)) + "|\n")
	for _, cells := range l.Rows {
		row(cells)
	}
	b.WriteString("\n")
	return b.String()
}

// Took says what a figure cost. It is no part of the numbers.
type Took struct {
	Seconds   float64 `json:"seconds"`
	Processor float64 `json:"processor_seconds,omitempty"` // of all threads together; 0 where it is not known
	Workers   int     `json:"workers"`
	Machine   string  `json:"machine"` // operating system, architecture, processors
}

// String names time, processor time, workers and machine.
func (t *Took) String() string {
	text := duration(t.Seconds)
	if t.Processor > 0 {
		text += fmt.Sprintf(" (%s of processor time)", duration(t.Processor))
	}
	return fmt.Sprintf("%s with %s on %s", text, countOf(t.Workers, "worker"), t.Machine)
}

func duration(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	if d < time.Minute {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
}

// ParseOutcome reads the JSON document of an outcome. Tables and picture are not in it.
func ParseOutcome(text []byte) (*Outcome, error) {
	o := new(Outcome)
	if err := json.Unmarshal(text, o); err != nil {
		return nil, fmt.Errorf("no outcome of a figure: %w", err)
	}
	return o, nil
}

// Page returns the page of all outcomes: the table claim by claim, then
// each figure, then what they cost. Files are named relative to `folder`.
func Page(outcomes []*Outcome, folder string) []byte {
	var b strings.Builder
	b.WriteString("# The paper, reproduced\n\n" +
		"The numerical results of Moore & Chaudhuri, “Using noise to probe recurrent neural network structure and prune synapses” (NeurIPS 2020), " +
		"computed from the paper's captions and the authors' published parameters, and results beyond the paper in the same form. Every verdict is computed from the numbers by the criterion beside it.\n\n" +
		"`simulate paper all --out DIR` computes what DIR does not hold yet and writes this page from all that it holds; `simulate paper FIGURE --out DIR` adds or replaces one figure.\n\n")
	b.WriteString(overview(outcomes))
	b.WriteString("| figure | where it stands | statement | criterion | our figure | agrees |\n|---|---|---|---|---|---|\n")
	for _, o := range outcomes {
		for _, c := range o.Claims {
			fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s | %s | %s |\n",
				o.Figure, anchor(o.heading()), cell(c.Place), cell(c.Statement), cell(c.Criterion), cell(c.foundAndWhy()), yes(c.Agrees))
		}
	}
	for _, o := range outcomes {
		b.WriteString("\n" + o.Markdown(folder))
	}
	b.WriteString(costs(outcomes))
	return []byte(b.String())
}

// costs lists what each figure took. Processor time is what counts where a machine had
// other work to do.
func costs(outcomes []*Outcome) string {
	var b strings.Builder
	var seconds, processor float64
	b.WriteString("\n## What it takes\n\n| figure | size | time | processor time | workers |\n|---|---|---|---|---|\n")
	for _, o := range outcomes {
		if o.Took == nil {
			continue
		}
		seconds, processor = seconds+o.Took.Seconds, processor+o.Took.Processor
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %d |\n", o.Figure, o.Size, duration(o.Took.Seconds), duration(o.Took.Processor), o.Took.Workers)
	}
	if seconds == 0 {
		return ""
	}
	fmt.Fprintf(&b, "| all | | %s | %s | |\n\n"+
		"Time is from start to end, processor time that of all threads together: where the first is more than the second, the machine had other work at that time.\n",
		duration(seconds), duration(processor))
	return b.String()
}

// overview counts the statements, at which size, and in what time.
func overview(outcomes []*Outcome) string {
	agreed, claims, quick := 0, 0, 0
	seconds, processor := 0.0, 0.0
	for _, o := range outcomes {
		for _, c := range o.Claims {
			claims++
			if c.Agrees {
				agreed++
			}
		}
		if o.Size == Quick {
			quick++
		}
		if o.Took != nil {
			seconds, processor = seconds+o.Took.Seconds, processor+o.Took.Processor
		}
	}
	text := fmt.Sprintf("**%d of %s agree.** %s", agreed, countOf(claims, "statement"), countOf(len(outcomes), "figure"))
	switch {
	case quick == 0:
		text += ", at full size"
	case quick == len(outcomes):
		text += ", all of smaller networks (`--quick`): verdicts at full size may differ"
	default:
		text += fmt.Sprintf(", %d of them of smaller networks (`--quick`): verdicts at full size may differ", quick)
	}
	if seconds > 0 {
		text += "; computed in " + duration(seconds)
	}
	if processor > 0 {
		text += fmt.Sprintf(", %s of processor time", duration(processor))
	}
	if left := missing(outcomes); len(left) > 0 && quick == 0 {
		text += ". Not here: " + strings.Join(left, ", ")
	}
	return text + ".\n\n"
}

// missing names the figures that are not among the outcomes.
func missing(outcomes []*Outcome) (names []string) {
	for _, f := range Figures() {
		if !slices.ContainsFunc(outcomes, func(o *Outcome) bool { return o.Figure == f.Name }) {
			names = append(names, f.Name)
		}
	}
	return names
}

// anchor returns what a heading is linked by on the usual hosts of Markdown.
func anchor(heading string) string {
	letters := regexp.MustCompile(`[^\p{L}\p{N}\- ]+`)
	return strings.ReplaceAll(letters.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

// foundAndWhy returns what was found, and why it does not agree.
func (c Claim) foundAndWhy() string {
	if c.Reason == "" {
		return c.Found
	}
	return c.Found + ". Why: " + c.Reason
}

// cell escapes what would end a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", "\\|") }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "**no**"
}
