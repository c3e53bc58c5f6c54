package sim

import (
	"encoding/json"
	"slices"
)

// SweepResult is what a sweep over budgets found of one network. Every number in it is finite.
type SweepResult struct {
	Measured

	Target *TargetFacts `json:"target,omitempty"` // the search for the budget of a target error; nil without one, or if none meets it
	Cells  []SweepCell  `json:"cells"`            // in ascending order of the share
	Notes  []string     `json:"notes"`            // what a reader must know before trusting a number
}

// SweepCell is what all rules make of the network at one budget.
type SweepCell struct {
	Keep  float64     `json:"keep"`  // share of the edges that was asked for
	Rules []SweptRule `json:"rules"` // noise first, then the controls in the Spec's order
	Notes []string    `json:"notes"` // that are not of all cells
}

// SweptRule is what one rule makes of the network at one budget, over its prunings.
type SweptRule struct {
	Rule         string         `json:"rule"`
	Plan         PlanFacts      `json:"plan"`
	Pruned       PrunedFacts    `json:"pruned"`   // of the first pruning: Keep is the share of the edges that it really has
	Stable       bool           `json:"stable"`   // all pruned networks are
	Diverged     *string        `json:"diverged"` // why there are no trajectories
	OverPrunings []OverPrunings `json:"over_prunings"`
}

// Over returns a measure over the prunings, or nil where there is none. Of a measure that is a distribution within a pruning
// it is its mean.
func (s SweptRule) Over(measure string) *OverPrunings {
	o := RuleOutcome{OverPrunings: s.OverPrunings}
	if single := o.Over(measure, Single); single != nil {
		return single
	}
	return o.Over(measure, Mean)
}

// Prunings returns of how many prunings the best known measure is.
func (s SweptRule) Prunings() (most int) {
	for _, over := range s.OverPrunings {
		most = max(most, len(over.Values))
	}
	return most
}

// newCell takes what was found at one share; notes are those of the measurement, which are left out.
func newCell(keep float64, r *Result, notes []string) SweepCell {
	c := SweepCell{Keep: keep, Rules: []SweptRule{}, Notes: []string{}}
	for _, rule := range r.Data.Rules {
		o := r.Rules[rule.Name]
		c.Rules = append(c.Rules, SweptRule{rule.Name, o.Plan, o.Pruned, o.Stable, o.Diverged, o.OverPrunings})
	}
	for _, note := range r.Notes {
		if !slices.Contains(notes, note) && !slices.Contains(c.Notes, note) {
			c.Notes = append(c.Notes, note)
		}
	}
	return c
}

// newSweepResult gathers the cells of one network. Notes that all of them have are those of the result.
func newSweepResult(r *Result, cells []SweepCell) *SweepResult {
	found := &SweepResult{Measured: r.Measured, Target: r.Target, Cells: cells, Notes: slices.Clone(r.Notes)}
	for _, note := range slices.Clone(cells[0].Notes) {
		if slices.ContainsFunc(cells, func(c SweepCell) bool { return !slices.Contains(c.Notes, note) }) {
			continue
		}
		found.Notes = append(found.Notes, note)
		for k := range cells {
			cells[k].Notes = slices.DeleteFunc(cells[k].Notes, func(n string) bool { return n == note })
		}
	}
	return found
}

// encode writes the cell such that its numbers are read back exactly.
func (c SweepCell) encode() []byte {
	data, err := json.Marshal(c)
	if err != nil {
		panic("sim: " + err.Error())
	}
	return data
}

func decodeCell(data []byte) (c SweepCell, err error) {
	err = json.Unmarshal(data, &c)
	return c, err
}
