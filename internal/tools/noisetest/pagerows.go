package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/dustin/go-humanize"
)

// row is the results of a group of parts.
type row struct {
	group, title      string
	parts, done       int
	drawn             float64
	statistics        int
	smallest, largest float64 // p-values of all first attempts
	worst             verdict
	program           string
}

func rowsOf(parts []part, s *store) []row {
	var rows []row
	for _, p := range parts {
		if len(rows) == 0 || rows[len(rows)-1].group != p.group {
			rows = append(rows, row{group: p.group, title: p.title, smallest: math.Inf(1), largest: math.Inf(-1)})
		}
		r := &rows[len(rows)-1]
		r.parts++
		if tried := s.attempts(p); len(tried) > 0 {
			r.add(tried)
		}
	}
	return rows
}

func (r *row) add(tried []result) {
	r.done++
	r.worst = max(r.worst, judge(tried))
	r.program = tried[0].Program
	for _, t := range tried {
		r.drawn += t.Drawn
	}
	for _, st := range tried[0].Statistics {
		r.statistics++
		r.smallest, r.largest = min(r.smallest, st.P), max(r.largest, st.P)
	}
}

// verdict returns the worst verdict of a group.
func (r row) verdict() string {
	if r.done == 0 {
		return "not run"
	}
	return r.worst.String()
}

func (r row) battery() bool {
	return strings.HasPrefix(r.group, "SmallCrush/") || strings.HasPrefix(r.group, "Crush/")
}

func (r row) line(b *strings.Builder, name string) {
	tests, spread := fmt.Sprint(r.done), "–"
	if r.done < r.parts {
		tests = fmt.Sprintf("%d of %d", r.done, r.parts)
	}
	if r.statistics > 0 {
		spread = probability(r.smallest) + ", " + probability(r.largest)
	}
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s |\n",
		name, r.title, tests, magnitude(r.drawn), humanize.Comma(int64(r.statistics)), spread, r.verdict())
}
