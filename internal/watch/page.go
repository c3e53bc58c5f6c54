package watch

import (
	_ "embed"

	"noiseprune/internal/page"
)

//go:embed follow.js
var followScript string

// pageOf returns the page, with the facts of now. Its script replaces them every second, and draws the figures. It adds a
// section when there is something to show in it.
func pageOf(v view) *page.Page {
	facts := &page.Facts{}
	for _, f := range v.Facts {
		facts.Rows = append(facts.Rows, page.Fact{Name: f.Name, Value: f.Value, Meaning: f.Meaning})
	}
	return &page.Page{
		Title: "noise-prune: " + v.Tab, Heading: v.Heading, Lead: []string{v.Sentence}, Follow: followScript,
		Sections: []page.Section{{ID: "now", Title: "Now", Parts: []page.Part{facts}}},
	}
}
