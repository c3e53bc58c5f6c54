package sim

import (
	"fmt"

	"github.com/dustin/go-humanize"
	"github.com/dustin/go-humanize/english"
)

// String says on which sets the worst case was looked for: "worst case on 64 of 3,210 active sets
// visited, a uniform random sample; 3 to 20 neurons are active".
func (f ActiveSetFacts) String() string {
	about, which := "", ""
	if f.Estimated {
		about = "about "
	}
	if f.Sampled {
		which = ", a uniform random sample"
	}
	text := fmt.Sprintf("worst case on %s of %s%s visited%s; %s to %s active", humanize.Comma(int64(f.Checked)), about,
		counted(f.Visited, "active set"), which, humanize.Comma(int64(f.Smallest)), counted(f.Largest, "neuron"))
	if f.WithoutEpsilon > 0 {
		text += fmt.Sprintf("; on %s of them no ε exists", humanize.Comma(int64(f.WithoutEpsilon)))
	}
	return text
}

// counted formats an integer and the noun that it counts.
func counted(n int, noun string) string {
	return humanize.Comma(int64(n)) + " " + english.PluralWord(n, noun, "")
}
