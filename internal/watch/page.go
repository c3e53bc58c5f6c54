package watch

import (
	_ "embed"

	"noiseprune/internal/page"
)

//go:embed follow.js
var followScript string

// pageOf returns the page, with the facts of now. Its script replaces them every second, and draws the figures. The same sections
// are there whatever is known, so that the script is the same.
func pageOf(v view) *page.Page {
	facts := &page.Facts{}
	for _, f := range v.Facts {
		facts.Rows = append(facts.Rows, page.Fact{Name: f.Name, Value: f.Value, Meaning: f.Meaning})
	}
	hint := func(text string) []page.Part {
		return []page.Part{&page.Text{Paragraphs: []string{text}, Tone: page.Hint}}
	}
	return &page.Page{
		Title: "noise-prune: " + v.Tab, Heading: v.Heading, Lead: []string{v.Sentence}, Follow: followScript,
		Sections: []page.Section{
			{ID: "now", Title: "Now", Parts: []page.Part{facts}},
			{ID: "covariance", Title: "Covariance", Parts: hint("Nothing is sampled yet, or the error is not followed, as in networks of " +
				"more than a million edges.")},
			{ID: "cells", Title: "Sweep", Parts: hint("No cell of a sweep is known.")},
			{ID: "neurons", Title: "Activity", Parts: hint("No trajectories of the original and the pruned networks are simulated yet.")},
		},
	}
}
