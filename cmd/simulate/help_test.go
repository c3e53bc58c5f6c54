package main

import (
	"testing"

	"github.com/spf13/cobra"

	"noiseprune/internal/terminal"
)

// TestHelpText: paragraphs are broken anew, lists stay, and flags say their defaults.
func TestHelpText(t *testing.T) {
	c := &cobra.Command{
		Use: "do THING", Short: "Do", Run: func(*cobra.Command, []string) {},
		Long: "do does a thing that is\nsaid in two lines.\n\n  one   first\n" +
			"  two   second thing, of more words than the narrowest terminal has room for\n",
		Example: "  do it",
	}
	f := c.Flags()
	f.SortFlags = false
	f.IntP("count", "c", 3, "how\noften")
	f.Bool("a-flag-of-a-very-long-name", false, "a flag")
	f.String("hidden", "", "not shown")
	if err := f.MarkHidden("hidden"); err != nil {
		t.Fatal(err)
	}
	const want = `do does a thing that is said in two lines.

  one   first
  two   second thing, of more words than the narrowest
        terminal has room for

Usage:
  do THING [flags]

Examples:
  do it

Flags:
  -c, --count int           how often (default 3)
      --a-flag-of-a-very-long-name
                            a flag
`
	if got := helpText(c, terminal.Narrowest); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
