package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/internal/enum"
	"noiseprune/internal/paper"
	"noiseprune/network"
	"noiseprune/network/netio"
)

// completion is what cobra asks for completions of an argument or of a flag's value.
type completion = cobra.CompletionFunc

// completeNetworks completes up to so many NETWORKs: generators, and files that can be read.
func completeNetworks(most int) completion {
	return func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		found := generatorsLike(begun)
		files, folders := networkFiles(begun)
		found = append(append(found, files...), folders...)
		if len(files) == 0 { // more is to be typed behind all others
			return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		}
		return found, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeGenerators completes one GENERATOR.
func completeGenerators(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return generatorsLike(begun), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// generatorsLike returns the generators that begin like that, with what they make.
func generatorsLike(begun string) (all []string) {
	for _, g := range network.Generators() {
		if name := g.Name + ":"; strings.HasPrefix(name, begun) {
			all = append(all, cobra.CompletionWithDesc(name, g.Summary+", such as "+g.Example))
		}
	}
	return all
}

// networkFiles returns the files of networks, and the folders, whose paths begin like that.
func networkFiles(begun string) (files, folders []string) {
	folder, name := filepath.Split(begun)
	entries, err := os.ReadDir(filepath.Join(".", folder))
	if filepath.IsAbs(folder) {
		entries, err = os.ReadDir(folder)
	}
	if err != nil {
		return nil, nil
	}
	for _, entry := range entries {
		hidden := strings.HasPrefix(entry.Name(), ".") && name == ""
		if hidden || !strings.HasPrefix(entry.Name(), name) {
			continue
		}
		info, err := os.Stat(filepath.Join(folder, entry.Name())) // of what a link points to
		switch {
		case err != nil:
		case info.IsDir():
			folders = append(folders, folder+entry.Name()+string(filepath.Separator))
		case netio.IsReadable(entry.Name()) && !strings.HasSuffix(entry.Name(), ".labels.csv"):
			files = append(files, folder+entry.Name())
		}
	}
	return files, folders
}

// completeFolders completes one folder.
func completeFolders(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeFigures completes the name of a figure.
func completeFigures(_ *cobra.Command, args []string, begun string) (all []string, _ cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, f := range paper.Figures() {
		all = append(all, cobra.CompletionWithDesc(f.Name, f.Title))
	}
	return beginning(append(all, "all"), begun), cobra.ShellCompDirectiveNoFileComp
}

// beginning returns the texts that begin like that.
func beginning(all []string, begun string) []string {
	return slices.DeleteFunc(all, func(text string) bool { return !strings.HasPrefix(text, begun) })
}

// completeFlags has the values of all flags of the command and of its subcommands completed.
func completeFlags(c *cobra.Command) error {
	var failed error
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if complete := flagCompletion(c, f); complete != nil {
			failed = errors.Join(failed, c.RegisterFlagCompletionFunc(f.Name, complete))
		}
	})
	for _, sub := range c.Commands() {
		failed = errors.Join(failed, completeFlags(sub))
	}
	return failed
}

// choicesOf returns the names that an enumeration lists in the error for a text that is none of them; nil for another error.
func choicesOf(err error) []string {
	var unknown *enum.UnknownError
	if errors.As(err, &unknown) {
		return unknown.Names
	}
	return nil
}
