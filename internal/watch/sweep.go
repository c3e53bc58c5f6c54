package watch

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"noiseprune/internal/page"
)

// table is a table of texts; Rows begin with their names.
type table struct {
	Title string     `json:"title"`
	Head  []string   `json:"head"`
	Rows  [][]string `json:"rows"`
}

// tableOf returns the cells of a sweep, a row for each network and a column for each share, of which those that are done have the
// error of noise-prune; nil where there is no sweep.
func tableOf(s Sweep) *table {
	if len(s.Networks) == 0 {
		return nil
	}
	shares := sharesOf(s)
	t := &table{Head: []string{"network"}}
	done, all := 0, 0
	for _, keep := range shares {
		t.Head = append(t.Head, "keep "+strconv.FormatFloat(keep, 'g', 4, 64))
	}
	for _, n := range s.Networks {
		row := []string{n.Name}
		for _, keep := range shares {
			at := slices.IndexFunc(n.Cells, func(c Cell) bool { return c.Keep == keep })
			switch {
			case at >= 0:
				row = append(row, n.Cells[at].text())
				done++
			case n.Failed != "":
				row = append(row, "failed")
			default:
				row = append(row, "")
			}
		}
		all += len(s.Keeps)
		t.Rows = append(t.Rows, row)
	}
	t.Title = fmt.Sprintf("%d of %d cells done", done, max(all, done))
	if s.Measure != "" {
		t.Title += ", each with noise-prune's " + s.Measure
	}
	return t
}

// sharesOf returns the shares of all cells in ascending order: those of the sweep, and those that target errors have led to.
func sharesOf(s Sweep) []float64 {
	shares := slices.Clone(s.Keeps)
	for _, n := range s.Networks {
		for _, c := range n.Cells {
			shares = append(shares, c.Keep)
		}
	}
	slices.Sort(shares)
	return slices.Compact(shares)
}

// text returns the error of the first rule, which is noise-prune.
func (c Cell) text() string {
	if len(c.Errors) == 0 || c.Errors[0] < 0 {
		return "done"
	}
	return fmt.Sprintf("%.3g", c.Errors[0])
}

// sweepChart shows the errors of all rules at the shares of a network that are done; nil where there are none.
func sweepChart(s Sweep, network string) *page.Curves {
	at := slices.IndexFunc(s.Networks, func(n SweptNetwork) bool { return n.Name == network })
	if at < 0 || len(s.Networks[at].Cells) == 0 {
		return nil
	}
	cells := s.Networks[at].Cells
	view := page.CurveView{Y: page.Axis{Label: s.Measure, Log: true}}
	for r, rule := range cells[0].Rules {
		view.Lines = append(view.Lines, page.Line{Label: rule.Title, Style: page.RuleStyle(rule.Name, r), Dots: true})
	}
	for _, c := range cells {
		view.X = append(view.X, c.Keep)
		for r := range view.Lines {
			value := math.NaN()
			if r < len(c.Errors) && c.Errors[r] >= 0 {
				value = c.Errors[r]
			}
			view.Lines[r].Values = append(view.Lines[r].Values, value)
		}
	}
	shares := sharesOf(s)
	low, high := 0.9*shares[0], min(1, 1.1*shares[len(shares)-1])
	return &page.Curves{
		X: page.Axis{Label: "share of the edges kept", Log: true, Min: &low, Max: &high}, Views: []page.CurveView{view},
	}
}
