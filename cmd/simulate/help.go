package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/internal/terminal"
)

// printHelp prints what a command does and takes, broken at the width of the screen. A write error is ignored: there is no other
// place to report it.
func printHelp(c *cobra.Command, _ []string) {
	w := c.OutOrStdout()
	_, _ = io.WriteString(w, helpText(c, terminal.Of(w, terminal.Never, terminal.Never, noVariable).Width))
}

// noVariable is an environment without variables.
func noVariable(string) string { return "" }

// helpText returns the help in lines of at most so many columns.
func helpText(c *cobra.Command, width int) string {
	var b strings.Builder
	for _, p := range paragraphs(c.Long) {
		if !indented(p) {
			p = terminal.Flush(p, width)
		}
		b.WriteString(p + "\n\n")
	}
	b.WriteString("Usage:\n")
	if c.Runnable() {
		fmt.Fprintf(&b, "  %s\n", c.UseLine())
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s [command]\n", c.CommandPath())
	}
	if c.HasExample() {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", c.Example)
	}
	commandsHelp(&b, c)
	if c.HasAvailableFlags() {
		b.WriteString("\nFlags:\n")
		c.LocalFlags().VisitAll(func(f *pflag.Flag) { b.WriteString(flagHelp(f)) })
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\nUse \"%s [command] --help\" for more information about a command.\n", c.CommandPath())
	}
	return terminal.Fit(b.String(), width)
}

// paragraphs divides a text at its empty lines. Each is one line then, but those of a list, whose lines are indented, stay.
func paragraphs(text string) (all []string) {
	for part := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		lines := strings.Split(strings.Trim(part, "\n"), "\n")
		if !slices.ContainsFunc(lines, indented) {
			lines = []string{strings.Join(lines, " ")}
		}
		all = append(all, strings.Join(lines, "\n"))
	}
	return all
}

// indented reports whether a line belongs to a list.
func indented(line string) bool {
	return strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t")
}

// commandsHelp lists the subcommands.
func commandsHelp(b *strings.Builder, c *cobra.Command) {
	if !c.HasAvailableSubCommands() {
		return
	}
	b.WriteString("\nCommands:\n")
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			fmt.Fprintf(b, "  %-*s  %s\n", sub.NamePadding(), sub.Name(), sub.Short)
		}
	}
}

// flagColumns is where the text of a flag begins. A longer flag has its text in a line of its own.
const flagColumns = 28

// flagHelp describes a flag: its name, the kind of its value, its usage and its default.
func flagHelp(f *pflag.Flag) string {
	if f.Hidden || f.Deprecated != "" {
		return ""
	}
	name := "      --" + f.Name
	if f.Shorthand != "" {
		name = "  -" + f.Shorthand + ", --" + f.Name
	}
	kind, usage := pflag.UnquoteUsage(f)
	if kind != "" {
		name += " " + kind
	}
	text := strings.Join(strings.Fields(usage), " ")
	if !slices.Contains([]string{"", "0", "false"}, f.DefValue) {
		text += " (default " + f.DefValue + ")"
	}
	if len(name) > flagColumns-2 {
		return name + "\n" + strings.Repeat(" ", flagColumns) + text + "\n"
	}
	return fmt.Sprintf("%-*s%s\n", flagColumns, name, text)
}
