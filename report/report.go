// Package report writes a Result as one HTML page.
//
// The page is self-contained: style and figures are inside it, it has no script, and it
// loads nothing. It shows what the Result holds and computes nothing that is not in it; what
// the Result does not hold is left out.
//
// Figures are rows of a list in figure.go; each is a function that says what is shown, and
// internal/draw draws it.
package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"noiseprune/sim"
)

//go:embed page.gohtml
var pageTemplate string

//go:embed style.css
var styleSheet string

// page is what the template shows.
type page struct {
	Style      template.CSS
	Source     string
	Program    string
	Seed       uint64
	Incomplete string
	Findings   []string
	Notes      []string
	Network    []fact
	Conditions []condition
	Schedule   []fact
	Covariance []fact
	Kept       *table
	KeptHint   string
	Survival   *table
	Stationary *table
	Worst      *table
	ActiveSets string
	Broken     string
	Diverged   []string
	Figures    []figure
	Spec       string
}

// Write writes the page of r: what went in and whether the theory's conditions hold, the
// covariance, what was kept, how well the dynamics survived under each rule, the figures,
// and the resolved spec. Parts that r does not hold (a run that only pruned, a rule that
// diverged) are left out. The same Result gives the same bytes. Write returns the error
// of w, or of a figure that cannot be drawn, and panics if r is nil.
func Write(w io.Writer, r *sim.Result) error {
	if r == nil {
		panic("report: no result")
	}
	p, err := newPage(r)
	if err != nil {
		return err
	}
	t, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return fmt.Errorf("the report's template: %w", err)
	}
	return t.Execute(w, p)
}

func newPage(r *sim.Result) (*page, error) {
	spec, err := r.Spec.YAML()
	if err != nil {
		return nil, fmt.Errorf("the spec of the report: %w", err)
	}
	rules := rulesOf(r)
	figures, err := figuresOf(r, rules)
	if err != nil {
		return nil, err
	}
	return &page{
		Style:      template.CSS(styleSheet), //nolint:gosec // our own file, embedded
		Source:     sourceName(r),
		Program:    r.Program,
		Seed:       r.Spec.Seed,
		Incomplete: incomplete(r),
		Findings:   findings(r, rules),
		Notes:      r.Notes,
		Network:    networkFacts(r),
		Conditions: conditions(r.Network),
		Schedule:   scheduleFacts(r),
		Covariance: covarianceFacts(r.Covariance),
		Kept:       keptTable(rules),
		KeptHint:   keptHint(r),
		Survival:   survivalTable(rules),
		Stationary: stationaryTable(rules),
		Worst:      worstTable(rules),
		ActiveSets: activeSetsHint(rules),
		Broken:     notCompared(rules),
		Diverged:   divergences(rules),
		Figures:    figures,
		Spec:       string(spec),
	}, nil
}

// incomplete says what the run should have found and did not; empty if it is complete.
func incomplete(r *sim.Result) string {
	if r.Incomplete == nil {
		return ""
	}
	return *r.Incomplete
}

func sourceName(r *sim.Result) string {
	if r.Spec.Network.Source == "" {
		return "a network without a name"
	}
	return r.Spec.Network.Source
}
