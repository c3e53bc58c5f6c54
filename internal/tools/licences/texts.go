package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// text is one file of a part.
type text struct {
	name    string // inside the part
	content string
}

// kinds returns the licences of a part, as SPDX identifiers in alphabetical order.
func (p part) kinds() []string {
	var all []string
	for _, t := range p.texts {
		all = append(all, kindsOf(t.content)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// read returns the licences and notices in folders below root: a package that was copied from elsewhere has its own.
func read(root string, folders []string) ([]text, error) {
	names := regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|notice|patents)([-.].*)?$`)
	var all []text
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if names.MatchString(entry.Name()) && entry.Type().IsRegular() {
				if all, err = appendText(all, root, filepath.Join(folder, entry.Name())); err != nil {
					return nil, err
				}
			}
		}
	}
	// Freetype for Go leaves the choice between two texts in a folder of their own; this one is chosen.
	if chosen := filepath.Join(root, "licenses", "ftl.txt"); exists(chosen) {
		return appendText(all, root, chosen)
	}
	return all, nil
}

// embeddedLibraries returns the libraries of the pages: the part NAME has the files NAME.LICENSE and NAME.NOTICE.
func embeddedLibraries(folder string) ([]part, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var all []part
	for _, entry := range entries {
		name, kind, _ := strings.Cut(entry.Name(), ".")
		if kind != "LICENSE" && kind != "NOTICE" {
			continue
		}
		if name += " (in the pages)"; len(all) == 0 || all[len(all)-1].name != name {
			all = append(all, part{name: name})
		}
		last := &all[len(all)-1]
		if last.texts, err = appendText(last.texts, folder, filepath.Join(folder, entry.Name())); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// appendText appends a file, with lines that end as ours do.
func appendText(all []text, root, path string) ([]text, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	name, err := filepath.Rel(root, path)
	lines := strings.Split(utf8Text(data), "\n")
	for k, line := range lines {
		lines[k] = strings.TrimRight(line, " \t\r\f")
	}
	return append(all, text{filepath.ToSlash(name), strings.Trim(strings.Join(lines, "\n"), "\n") + "\n"}), err
}

// utf8Text returns a text in UTF-8, which wheels must have. One that is not, such as that of FreeType, is in Latin-1.
func utf8Text(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	runes := make([]rune, len(data))
	for k, b := range data {
		runes[k] = rune(b)
	}
	return string(runes)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
