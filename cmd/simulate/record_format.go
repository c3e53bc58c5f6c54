package main

import (
	"slices"
	"strings"

	"noiseprune/recording"
)

// formatList is a flag of formats of frames, with commas between them, or none.
type formatList struct{ to *[]recording.Format }

// noFormats is the text of no formats.
const noFormats = "none"

func (l formatList) String() string {
	if l.to == nil || len(*l.to) == 0 {
		return noFormats
	}
	var names []string
	for _, f := range *l.to {
		names = append(names, f.String())
	}
	return strings.Join(names, ",")
}

// Set reads the list.
func (l formatList) Set(text string) error {
	found := []recording.Format{}
	if text != noFormats {
		for name := range strings.SplitSeq(text, ",") {
			f, err := recording.ParseFormat(strings.TrimSpace(name))
			if err != nil {
				return err
			}
			if !slices.Contains(found, f) {
				found = append(found, f)
			}
		}
	}
	*l.to = found
	return nil
}

func (formatList) Type() string { return "list" }
