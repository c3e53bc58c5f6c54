package main

import (
	"slices"

	"noiseprune/internal/watch"
	"noiseprune/rules"
	"noiseprune/sim"
)

// begin says which networks a sweep is over.
func (r *statusTaker) begin(w sweeping) {
	if r == nil {
		return
	}
	r.recorder.Update(func(s *watch.Status) {
		s.Sweep.Keeps = slices.Sorted(slices.Values(w.keeps))
		for _, n := range w.networks {
			s.Sweep.Networks = append(s.Sweep.Networks, watch.SweptNetwork{Name: n.source, Failed: n.failed})
		}
	})
}

// network says that a network of the sweep is under way. A sweep that is resumed passes through those before it; the curves of the
// process before are of the one that was under way then.
func (r *statusTaker) network(k int) {
	if r == nil {
		return
	}
	r.mu.Lock()
	r.swept = k
	r.mu.Unlock()
	var known watch.Samples
	r.recorder.Update(func(s *watch.Status) {
		s.Network, s.Samples, s.Activity = s.Sweep.Networks[k].Name, watch.Samples{}, watch.Activity{}
		if s.Network == r.before.Network {
			s.Samples, s.Activity = r.before.Samples, r.before.Activity
		}
		known = s.Samples
	})
	r.samples.reset(known.Parts)
}

// failed says why no more is found of a network.
func (r *statusTaker) failed(k int, reason string) {
	if r != nil {
		r.change(k, func(n *watch.SweptNetwork) { n.Failed = reason })
	}
}

// Compared implements sim.Watcher.
func (r *statusTaker) Compared(c sim.SweepCell) {
	measure := (&sim.SweepResult{Cells: []sim.SweepCell{c}}).HeadlineMeasure()
	cell := cellOf(c, measure)
	r.mu.Lock()
	k := r.swept
	r.mu.Unlock()
	r.change(k, func(n *watch.SweptNetwork) { n.Cells = append(n.Cells, cell) })
	r.recorder.Update(func(s *watch.Status) { s.Sweep.Measure = sim.MeasureSymbol(measure) })
}

// cellOf returns the errors of a cell by that measure.
func cellOf(c sim.SweepCell, measure string) watch.Cell {
	cell := watch.Cell{Keep: c.Keep}
	for _, rule := range c.Rules {
		cell.Rules = append(cell.Rules, watch.Rule{Name: rule.Rule, Title: rules.Title(rule.Rule)})
		cell.Errors = append(cell.Errors, meanOver(rule, measure))
	}
	return cell
}

// meanOver returns the mean of a measure over the prunings, or −1 where it is not known.
func meanOver(rule sim.SweptRule, measure string) float64 {
	over := rule.Over(measure)
	if over == nil || len(over.Values) == 0 {
		return -1
	}
	sum := 0.0
	for _, v := range over.Values {
		sum += v
	}
	return sum / float64(len(over.Values))
}

// change changes a row of the sweep, in a copy of the rows.
func (r *statusTaker) change(k int, change func(n *watch.SweptNetwork)) {
	r.recorder.Update(func(s *watch.Status) {
		s.Sweep.Networks = slices.Clone(s.Sweep.Networks)
		change(&s.Sweep.Networks[k])
	})
}
