package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// chooser is a flag whose values have names.
type chooser interface {
	choices() []string
}

// flagCompletion returns the completion of a flag's value; nil for files of any kind.
func flagCompletion(c *cobra.Command, f *pflag.Flag) completion {
	switch f.Name {
	case "spec":
		return cobra.FixedCompletions([]string{"yaml", "yml"}, cobra.ShellCompDirectiveFilterFileExt)
	case "out":
		if c.Name() == "generate" {
			return nil
		}
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	case "input", "signs", "common-noise":
		return nil
	case "noise-strengths":
		return strengthsCompletion
	case "leak":
		return leakCompletion
	case "controls":
		return listCompletion(strings.Split(controlNames(), ", "))
	case "memory":
		return nameCompletion("auto")
	}
	if choice, ok := f.Value.(chooser); ok {
		if names := choice.choices(); len(names) > 0 {
			return nameCompletion(names...)
		}
	}
	if strings.HasSuffix(f.Value.Type(), "auto") {
		return nameCompletion("auto")
	}
	return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveNoFileComp)
}

// nameCompletion completes one of the names.
func nameCompletion(names ...string) completion {
	return func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		return beginning(slices.Clone(names), begun), cobra.ShellCompDirectiveNoFileComp
	}
}

// leakCompletion completes the rules, and files where none begins like that.
func leakCompletion(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	return beginning([]string{"auto", "dominant", "diagonal"}, begun), cobra.ShellCompDirectiveDefault
}

// strengthsCompletion does so with the rules of noise strengths.
func strengthsCompletion(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	return beginning([]string{"uncoupled", "lognormal:0.5"}, begun), cobra.ShellCompDirectiveDefault
}

// listCompletion completes the last of several names with commas between them.
func listCompletion(names []string) completion {
	return func(_ *cobra.Command, _ []string, begun string) (all []string, _ cobra.ShellCompDirective) {
		before := begun[:strings.LastIndex(begun, ",")+1]
		for _, name := range names {
			if !strings.Contains(","+before, ","+name+",") {
				all = append(all, before+name)
			}
		}
		return beginning(all, begun), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}
