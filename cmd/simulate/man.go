package main

import (
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"noiseprune/internal/terminal"
	"noiseprune/sim"
)

// newMan returns the command that writes the manual pages from the help of the others. It is for those who make packages, and
// so not listed.
func newMan() *cobra.Command {
	return &cobra.Command{
		Use:    "man DIR",
		Short:  "Write a manual page for each command",
		Long:   "man writes the help of each command as a page for man(1) into the folder.",
		Hidden: true,
		Args:   arguments(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return inputError{err}
			}
			root := c.Root()
			root.DisableAutoGenTag = true
			inMarkdown(root)
			return doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "noiseprune " + sim.Version, Manual: "noiseprune"}, args[0])
		},
	}
}

// manualColumns are those that man(1) has for text of a terminal's 80.
const manualColumns = 71

// inMarkdown writes lists in the help texts of the command and of its subcommands as Markdown, which manual pages are made from,
// and removes the defaults that are this machine's.
func inMarkdown(c *cobra.Command) {
	var b strings.Builder
	for _, p := range paragraphs(c.Long) {
		if lines := strings.Split(p, "\n"); len(lines) > 1 || indented(lines[0]) {
			p = "```\n" + terminal.Fit(p, manualColumns) + "\n```"
		}
		b.WriteString(p + "\n\n")
	}
	c.Long = b.String()
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Name == "workers" {
			f.DefValue = "number of processors"
		}
	})
	for _, sub := range c.Commands() {
		inMarkdown(sub)
	}
}
