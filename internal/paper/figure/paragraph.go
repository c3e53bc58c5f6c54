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
	agreed := 0
	for _, c := range o.Claims {
		found = append(found, c.Found)
		if c.Agrees {
			agreed++
		}
	}
	b.WriteString(strings.Join(found, "; ") + ". ")
	switch {
	case agreed == len(o.Claims):
		fmt.Fprintf(&b, "This agrees (%s).", Count(agreed, "statement"))
	case agreed == 0:
		fmt.Fprintf(&b, "This does not agree (%s).", Count(len(o.Claims), "statement"))
	default:
		fmt.Fprintf(&b, "%d of %s agree; the others do not:", agreed, Count(len(o.Claims), "statement"))
		sep := " "
		for _, c := range o.Claims {
			if !c.Agrees {
				b.WriteString(sep + "“" + c.Statement + "”")
				if c.Reason != "" {
					b.WriteString(": " + c.Reason)
				}
				sep = "; "
			}
		}
		b.WriteString(".")
	}
	return b.String()
}
