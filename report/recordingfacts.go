package report

import (
	"fmt"
	"slices"

	"noiseprune/internal/page"
	"noiseprune/sim"
)

// networkParts shows the network and the theory's conditions, and how other networks differ from it.
func (r *recorded) networkParts() []page.Part {
	first := r.result()
	facts := slices.DeleteFunc(networkFacts(first), func(f fact) bool { return f.Name == "noise strength σ" }) // the next section has it
	return present(factsPart(r.plural("", r.names[0]), facts), conditions(first.Network), r.networksTable())
}

// networksTable compares several networks; nil for one.
func (r *recorded) networksTable() page.Part {
	if len(r.names) < 2 {
		return nil
	}
	t := r.table("All networks", "", "edges", "density", "stable", "symmetric", "diagonally dominant", "slowest rate", "eigenvalues of A")
	for k, n := range r.Networks {
		f := n.Network
		r.addRow(t, k, count(f.Edges), percent(f.Density), yes(f.Stable), yes(f.Symmetric), yes(f.DiagonallyDominant), number(f.RateSlow),
			eigenvalueRange(f))
	}
	return t
}

// table returns a table with a row for each network.
func (r *recorded) table(title, hint string, columns ...string) *page.Table {
	t := rulesTable(title, hint, columns...)
	t.Head[0].Label = "network"
	return t
}

// addRow adds the row of a network.
func (r *recorded) addRow(t *page.Table, network int, values ...string) {
	cells := make([]page.Cell, len(values))
	for k, v := range values {
		cells[k] = cell(v, "")
	}
	r.addCells(t, network, cells...)
}

func (r *recorded) addCells(t *page.Table, network int, cells ...page.Cell) {
	row := page.Row{Cells: append([]page.Cell{{Value: shorten(r.names[network], 30)}}, cells...)}
	if network < len(r.shown) {
		row.Style = r.shown[network].style
	}
	t.Rows = append(t.Rows, row)
}

// statisticsTable summarizes the statistics of each network.
func (r *recorded) statisticsTable() page.Part {
	t := r.table("Summary", "Medians over the recorded neurons, below them the least and the largest. Autocorrelation times are integrated "+
		"ones; independent frames are those that a mean is worth. Deviations from exact values are root mean squares, in standard errors: about "+
		"1 is expected. The bias of the step is that of its exact variances against the differential equation's.",
		"frames", "mean", "standard deviation", "autocorrelation time", "independent frames", "segments of spectra", "active fraction",
		"active at once", "variances, z", "lagged covariances, z", "spectra, z", "covariances on edges, z", "variances, relative error",
		"bias of the step")
	for k, n := range r.Networks {
		s := n.Statistics
		segments := absent
		if s.Segments > 0 {
			segments = count(s.Segments)
		}
		r.addCells(t, k, cell(count(s.Frames), ""), rangeCell(&s.Mean), rangeCell(&s.Deviation), rangeCell(s.CorrelationTime),
			cell(optional(s.EffectiveFrames), ""), cell(segments, ""), rangeCell(s.ActiveFraction), cell(optional(s.ActiveNeurons), ""),
			cell(optional(s.VarianceZ), ""), cell(optional(s.LaggedZ), ""), cell(optional(s.SpectrumZ), ""),
			cell(optional(s.CovarianceOnEdge), ""), cell(optionalPercent(s.VarianceError), ""), cell(optionalPercent(s.StepBias), ""))
	}
	return withoutEmptyColumns(t)
}

// rangeCell shows a median, the least and the largest below it.
func rangeCell(r *sim.Range) page.Cell {
	if r == nil {
		return cell(absent, "")
	}
	return cell(number(r.Median), number(r.Least)+" … "+number(r.Largest))
}

// timetable lists the steps and the frames.
func (r *recorded) timetable() []fact {
	s, replicas := r.Schedule, "of one replica"
	if n := r.Spec.Record.Replicas; n > 1 {
		replicas = "of each of " + count(n) + " replicas"
	}
	facts := []fact{
		{"stepper", r.Spec.Integration.Stepper.String(), "states of " + r.Spec.Integration.Precision.String()},
		{"step size h", number(s.StepSize), ""},
		{"burn-in", count(s.BurnInSteps), "steps before the first frame"},
		{"interval", count(s.EverySteps), fmt.Sprintf("steps between frames, a time of %s", number(r.every()))},
		{"frames", count(s.Frames), replicas},
		{"frames without statistics", count(s.Skipped), "at the beginning of each replica"},
		{"longest lag", count(s.Lags), "frames"},
	}
	if s.Segment > 0 {
		facts = append(facts, fact{"segment of spectra", count(s.Segment), "frames"})
	}
	return facts
}

// reproduction says how the recording is made again, to the bit.
func (r *recorded) reproduction() (page.Section, error) {
	spec, err := r.Spec.YAML()
	if err != nil {
		return page.Section{}, fmt.Errorf("the spec of the report: %w", err)
	}
	program := r.Program
	if program == "" {
		program = "this program"
	}
	how := fmt.Sprintf("By %s, with the same %s: save what stands below as spec.yaml, and run", program, r.plural("network", "networks"))
	command := "simulate record --spec spec.yaml --out recording"
	if len(r.names) > 1 {
		how = fmt.Sprintf("By %s, with the same networks, all named in their order in place of NETWORK and PRUNED: "+
			"save what stands below as spec.yaml, and run", program)
		command = "simulate record NETWORK PRUNED… --spec spec.yaml --out recording"
	}
	return page.Section{ID: "reproduce", Title: "How to compute it again", Parts: present(
		factsPart("Timetable", r.timetable()),
		&page.Text{Paragraphs: []string{how}}, &page.Source{Text: command},
		&page.Text{Paragraphs: []string{fmt.Sprintf("Frames, means and covariances are the same to the bit on any machine and with any number "+
			"of workers; spectra, and the exact values, whose factorizations came from %s, agree to rounding.", orAbsent(r.Libraries.LAPACK))}},
		&page.Source{Text: string(spec)},
	)}, nil
}
