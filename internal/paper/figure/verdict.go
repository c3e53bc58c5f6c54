package figure

import "fmt"

// Condition is a part of a criterion, applied to an interval.
type Condition struct {
	Met    Decision
	Leans  bool    // where it is undecided: whether the estimate itself meets it
	Needed float64 // draws that would decide then, about; 0 where not known
}

// If is a condition on what is not drawn, or on the draws themselves.
func If(holds bool) Condition {
	if holds {
		return Condition{Met: Yes}
	}
	return Condition{Met: No}
}

// All says whether all conditions are met. Where that is undecided, it would be decided by the first one to fail, if any
// leans to that, and else by the last one to be met.
func All(conditions ...Condition) Condition {
	all := Condition{Met: Yes}
	for _, c := range conditions {
		all = both(all, c)
	}
	return all
}

func both(a, b Condition) Condition {
	switch {
	case a.Met != b.Met && a.Met < b.Met, a.Met == Undecided && b.Met == Undecided && !a.Leans && b.Leans:
		return a
	case a.Met != b.Met, a.Leans && !b.Leans:
		return b
	case a.Leans:
		return Condition{a.Met, true, max(a.Needed, b.Needed)}
	}
	return Condition{a.Met, false, min(a.Needed, b.Needed)}
}

// Any says whether one of two conditions is met.
func Any(a, b Condition) Condition {
	if a.Met > b.Met || a.Met == b.Met && a.Leans && !b.Leans {
		return a
	}
	return b
}

// Verdict is what a criterion says of one rule.
type Verdict struct {
	Found  string    // our numbers with their intervals, in a sentence
	Short  string    // the numbers alone, for a list
	Judged Condition // all of the criterion
}

// Require adds conditions to those of the criterion.
func (v *Verdict) Require(conditions ...Condition) { v.Judged = both(v.Judged, All(conditions...)) }

// Judge returns the verdict of conditions, all of which must be met; more can be required, and the text is left to fill in.
func Judge(conditions ...Condition) Verdict { return Verdict{Judged: All(conditions...)} }

// NothingDrawn ends the text of a verdict on exact numbers, which have no intervals.
const NothingDrawn = " (exact: nothing is drawn)"

// text returns what was found, and where that is undecided, how many draws would tell.
func (v Verdict) text() string {
	if v.Judged.Met != Undecided || v.Judged.Needed == 0 {
		return v.Found
	}
	return fmt.Sprintf("%s (undecided: about %s draws would tell)", v.Found, Show(v.Judged.Needed))
}
