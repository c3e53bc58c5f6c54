package main

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"noiseprune/network"
	"noiseprune/report"
	"noiseprune/sim"
)

// sweepName is the file with all results of a sweep, as resultName is that of a run.
const sweepName = "sweep.json"

// writeSweep writes all files of the sweep, each of them atomically, sweep.json last, and removes the checkpoint.
func (f folder) writeSweep(r *sweepResults) error {
	if f.path == "" {
		return nil
	}
	text, err := marshalJSON(r)
	if err != nil {
		return err
	}
	table, err := sweepTable(r)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := report.WriteSweep(&page, r.shown(), r.Level); err != nil {
		return err
	}
	if err := f.makeRoom(); err != nil {
		return err
	}
	if err := f.writePictures(r); err != nil {
		return err
	}
	if err := writeFile(filepath.Join(f.path, "sweep.csv"), table); err != nil {
		return err
	}
	if err := writeFile(filepath.Join(f.path, "sweep.html"), page.Bytes()); err != nil {
		return err
	}
	if err := writeFile(filepath.Join(f.path, sweepName), text); err != nil {
		return err
	}
	f.watched.written()
	return f.store.Remove()
}

// shown returns the networks as the page shows them.
func (r *sweepResults) shown() (all []report.SweptNetwork) {
	for _, n := range r.Networks {
		shown := report.SweptNetwork{Name: n.Network, Result: n.Result, Measure: n.Measure}
		if n.Failed != nil {
			shown.Reason = *n.Failed
		}
		all = append(all, shown)
	}
	return all
}

// writePictures writes a picture of each network whose measure is known.
func (f folder) writePictures(r *sweepResults) error {
	var taken []string
	for _, n := range r.Networks {
		if n.Measure == "" {
			continue
		}
		png, err := report.SweepPicture(n.Result, n.Measure, r.Level)
		if err != nil {
			return err
		}
		name := pictureName(n.Network, taken)
		taken = append(taken, name)
		if err := writeFile(filepath.Join(f.path, name+".png"), png); err != nil {
			return err
		}
	}
	return nil
}

// pictureName returns a name for a network's picture: its file's without the extension, or the generator's text, with a
// hyphen for what is neither letter nor digit, and with a number where the name is taken.
func pictureName(source string, taken []string) string {
	base := source
	if !network.IsGenerator(source) {
		base = strings.TrimSuffix(filepath.Base(source), filepath.Ext(source))
	}
	base = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '-'
	}, base)
	name := base
	for k := 2; slices.Contains(taken, name); k++ {
		name = base + "-" + strconv.Itoa(k)
	}
	return name
}

// sweepTable returns sweep.csv: a row for each network, rule, share, pruning and measure.
func sweepTable(r *sweepResults) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"network", "rule", "keep", "pruning", "measure", "value"}}
	for _, n := range r.Networks {
		if n.Result == nil {
			continue
		}
		for _, cell := range n.Result.Cells {
			for _, rule := range cell.Rules {
				rows = append(rows, ruleRows([]string{n.Network, rule.Rule, exactly(cell.Keep)}, rule)...)
			}
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// ruleRows returns the rows of one rule at one share. The share that was really kept is known of the first pruning.
func ruleRows(of []string, rule sim.SweptRule) [][]string {
	row := func(pruning int, measure string, value float64) []string {
		return append(slices.Clone(of), strconv.Itoa(pruning), measure, exactly(value))
	}
	rows := [][]string{row(0, "kept", rule.Pruned.Keep)}
	for _, over := range rule.OverPrunings {
		measure := over.Measure
		if over.Statistic != sim.Single && measure != sim.TrajectoryMeasure {
			measure += "_" + string(over.Statistic)
		}
		for k, v := range over.Values {
			rows = append(rows, row(k, measure, v))
		}
	}
	return rows
}

// exactly formats a number such that it is read back exactly.
func exactly(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
