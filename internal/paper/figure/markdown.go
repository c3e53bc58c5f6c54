package figure

import (
	"fmt"
	"strings"
)

// Markdown returns the section of one figure: picture, verdicts, the numbers behind them, which open on request, table, settings,
// and how to get it again. Files are named relative to `folder`, which is empty or ends with a slash.
func (o *Outcome) Markdown(folder string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n![%s](%s%s.png)\n\n*%s*\n\n", o.Heading(), o.Title, folder, o.Figure, o.Caption)
	fmt.Fprintf(&b, "%s %s\n\n", o.Shows, o.verdict(false))
	b.WriteString("| statement | agrees | tells rules apart |\n|---|---|---|\n")
	for _, c := range o.Claims {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", Cell(c.Statement), c.Agrees.Marked(), Cell(c.Discrimination()))
	}
	b.WriteString("\n<details><summary>Criteria, numbers, and why</summary>\n\n")
	for _, c := range o.Claims {
		b.WriteString(c.details())
	}
	b.WriteString("\n</details>\n")
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

// Heading returns the heading of the figure's section.
func (o *Outcome) Heading() string { return o.Place + ": " + o.Title }

// command is the command that computes the figure again.
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
			b.WriteString("| " + Cell(c) + " ")
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

// details lists the criterion of a statement, what was found, why it does not agree, and what the controls do.
func (c Claim) details() string {
	var b strings.Builder
	fmt.Fprintf(&b, "- **%s**\n  - criterion: %s\n  - found: %s\n", c.Statement, c.Criterion, c.Found)
	if c.Reason != "" {
		fmt.Fprintf(&b, "  - why: %s\n", c.Reason)
	}
	fmt.Fprintf(&b, "  - tells rules apart: %s\n", c.DiscriminationAndNumbers())
	return b.String()
}

// Cell escapes what would end a cell of a table.
func Cell(text string) string { return strings.ReplaceAll(text, "|", "\\|") }

// Marked returns the verdict as the page prints it.
func (d Decision) Marked() string {
	if d == No {
		return "**no**"
	}
	return d.String()
}
