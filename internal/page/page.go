// Package page writes self-contained HTML pages: text, tables, and figures that can be zoomed, read off and saved.
//
// A [Page] is a list of sections, each of which is a list of parts: [Text], [Facts], [Table], [Figure], [Source]. A figure
// holds its data, and the page's script draws it by its kind: [Curves], [Matrix], [Raster], [Points], [Distributions]. The page loads
// nothing: its Content-Security-Policy allows its own scripts, by their hashes, and no request. Without scripts all text and
// all tables are there.
//
// The drawing libraries are uPlot, for what is drawn over a continuous axis, and a part of Apache ECharts for the rest;
// `make assets` fetches and bundles them again.
package page

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
)

//go:embed templates/*.gohtml
var templates embed.FS

//go:embed style.css
var styleSheet string

// Page is one document.
type Page struct {
	Title    string // of the browser's tab
	Heading  string
	Made     string   // by which program, with which seed
	Warnings []string // before all else
	Lead     []string // the question and its answer
	Notes    []string // what a reader must know before trusting a number
	Sections []Section

	// Follow is a script that runs after those that draw, in their scope, and may fetch from where the page came from; a
	// page without one makes no request. It can draw *Curves, by their JSON, where there is no Figure.
	Follow string
}

// Section is a part of the page with a heading of its own, to which the list of contents points. One without parts is left out.
type Section struct {
	ID    string // of the address, #id
	Title string
	Parts []Part
}

// Part is a Text, Facts, Table, Figure or Source.
type Part interface {
	// template names the template that writes the part.
	template() string
}

// document is what the page's template shows.
type document struct {
	*Page
	Policy   string
	Style    template.CSS
	Contents []written
	Figures  template.JS
	Scripts  []template.JS
}

// written is a section whose parts are written.
type written struct {
	ID, Title string
	Parts     []template.HTML
}

// Write writes the page; the same Page gives the same bytes. It returns the error of w, or that of a figure whose data cannot
// be encoded. It panics where two figures have the same ID.
func (p *Page) Write(w io.Writer) error {
	t, err := template.ParseFS(templates, "templates/*.gohtml")
	if err != nil {
		return fmt.Errorf("the templates of a page: %w", err)
	}
	d := document{Page: p, Style: template.CSS(styleSheet)} //nolint:gosec // our own file, embedded
	for _, s := range p.Sections {
		if len(s.Parts) == 0 {
			continue
		}
		out := written{ID: s.ID, Title: s.Title}
		for _, part := range s.Parts {
			var buffer bytes.Buffer
			if err := t.ExecuteTemplate(&buffer, part.template(), part); err != nil {
				return fmt.Errorf("a part of the section %q: %w", s.Title, err)
			}
			out.Parts = append(out.Parts, template.HTML(buffer.String())) //nolint:gosec // written by a template
		}
		d.Contents = append(d.Contents, out)
	}
	figures := p.figures()
	if p.Follow != "" || len(figures) > 0 {
		d.Style = template.CSS(uplotStyle + styleSheet) //nolint:gosec // embedded
	}
	if len(figures) > 0 {
		if d.Figures, err = encodeFigures(figures); err != nil {
			return err
		}
	}
	d.Scripts = scriptsOf(figures, p.Follow)
	d.Policy = policy(d.Scripts, p.Follow != "")
	return t.ExecuteTemplate(w, "page.gohtml", d)
}

// figures lists the figures of all sections.
func (p *Page) figures() (all []*Figure) {
	seen := map[string]bool{}
	for _, s := range p.Sections {
		for _, part := range s.Parts {
			if f, ok := part.(*Figure); ok {
				if seen[f.ID] {
					panic(fmt.Sprintf("page: two figures with the ID %q", f.ID))
				}
				seen[f.ID] = true
				all = append(all, f)
			}
		}
	}
	return all
}
