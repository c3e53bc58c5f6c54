package figure

import (
	"fmt"
	"strings"
)

// Paragraph says in one paragraph what the paper shows, what we found, and whether they
// agree.
func (o *Outcome) Paragraph() string {
	var b strings.Builder
	b.WriteString(o.Shows)
	b.WriteString(" We find: ")
	var found []string
	for _, c := range o.Claims {
		found = append(found, c.Found)
	}
	b.WriteString(strings.Join(found, "; ") + ". ")
	return b.String() + o.verdict(true)
}

// verdict says how many statements agree and which do not, with what is known of the reasons if asked for.
func (o *Outcome) verdict(reasons bool) string {
	var b strings.Builder
	agreed := o.claimsThat(Yes, false)
	switch len(o.Claims) {
	case len(agreed):
		return fmt.Sprintf("This agrees (%s).", Count(len(agreed), "statement"))
	case len(o.claimsThat(No, false)):
		fmt.Fprintf(&b, "This does not agree (%s)", Count(len(o.Claims), "statement"))
	default:
		fmt.Fprintf(&b, "%d of %s agree", len(agreed), Count(len(o.Claims), "statement"))
	}
	if open := o.claimsThat(Undecided, reasons); len(open) > 0 {
		b.WriteString("; undecided: " + strings.Join(open, "; "))
	}
	if against := o.claimsThat(No, reasons); len(against) > 0 {
		b.WriteString("; not: " + strings.Join(against, "; "))
	}
	return b.String() + "."
}

// claimsThat lists the statements of which their criteria say that, with the reasons that are known if asked for.
func (o *Outcome) claimsThat(d Decision, reasons bool) (statements []string) {
	for _, c := range o.Claims {
		if c.Agrees != d {
			continue
		}
		text := "“" + c.Statement + "”"
		if c.Reason != "" && reasons {
			text += ": " + c.Reason
		}
		statements = append(statements, text)
	}
	return statements
}
