package paper

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Markdown returns the section of one figure: picture, paragraph, claims, settings. Files
// are named relative to `folder`, which is empty or ends with a slash.
func (o *Outcome) Markdown(folder string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s: %s\n\n![%s](%s%s.svg)\n\n*%s*\n\n%s\n\n", o.Place, o.Title, o.Title, folder, o.Figure, o.Caption, o.Paragraph())
	b.WriteString("| statement | criterion | found | agrees |\n|---|---|---|---|\n")
	for _, c := range o.Claims {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", cell(c.Statement), cell(c.Criterion), cell(c.Found), yes(c.Agrees))
	}
	b.WriteString("\n")
	for _, s := range o.Settings {
		fmt.Fprintf(&b, "- %s: %s\n", s.Name, s.Value)
	}
	fmt.Fprintf(&b, "- seed %d, %s size, %s\n", o.Seed, o.Size, o.Libraries)
	return b.String()
}

// ParseOutcome reads the JSON document of an outcome. Tables and picture are not in it.
func ParseOutcome(text []byte) (*Outcome, error) {
	o := new(Outcome)
	if err := json.Unmarshal(text, o); err != nil {
		return nil, fmt.Errorf("no outcome of a figure: %w", err)
	}
	return o, nil
}

// Page returns the page of all outcomes: the table claim by claim, then each figure. Files
// are named relative to `folder`.
func Page(outcomes []*Outcome, folder string) []byte {
	var b strings.Builder
	agreed, claims := 0, 0
	for _, o := range outcomes {
		for _, c := range o.Claims {
			claims++
			if c.Agrees {
				agreed++
			}
		}
	}
	b.WriteString("# The paper, reproduced\n\n" +
		"The numerical results of Moore & Chaudhuri, “Using noise to probe recurrent neural network structure and prune synapses” (NeurIPS 2020), " +
		"computed from the paper's captions and the authors' published parameters. `simulate paper all` writes this page; " +
		"every verdict is computed from the numbers by the criterion beside it.\n\n")
	fmt.Fprintf(&b, "%d of %d statements agree.\n\n", agreed, claims)
	b.WriteString("| figure | where | statement | our numbers | agrees |\n|---|---|---|---|---|\n")
	for _, o := range outcomes {
		for _, c := range o.Claims {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", o.Figure, cell(c.Place), cell(c.Statement), cell(c.Found), yes(c.Agrees))
		}
	}
	for _, o := range outcomes {
		b.WriteString("\n" + o.Markdown(folder))
	}
	return []byte(b.String())
}

// cell escapes what would end a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", "\\|") }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "**no**"
}
