package sim

import (
	"encoding"
	"errors"
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/resume"
)

// ruleErrors is what is found of the networks pruned by one rule.
type ruleErrors struct {
	positive, signed *compare.TrajectoryErrors // of the families of starts
	distances        *compare.SquaredDistances // from positive starts
	atRest           *compare.SquaredDistances // from starts at rest
	late             *compare.SquareSums       // of x − x̃ from starts at rest, at late times
	products         *compare.RunProducts      // of x̃ of what is measured, likewise
	diverged         error                     // nil where none of the runs diverged
	unstable         bool                      // whether one of the networks is
}

// ruleParts is in how many parts ruleErrors are encoded.
const ruleParts = 8

func newRuleErrors(neurons, runs int, products *compare.RunProducts) *ruleErrors {
	return &ruleErrors{
		positive: compare.NewTrajectoryErrors(runs), signed: compare.NewTrajectoryErrors(runs),
		distances: compare.NewSquaredDistances(runs), atRest: compare.NewSquaredDistances(runs),
		late: compare.NewSquareSums(neurons, runs), products: products,
	}
}

// add adds the states of a pruned network beside the original's.
func (e *ruleErrors) add(original, pruned *families, late bool) {
	e.positive.Add(original[positiveStarts], pruned[positiveStarts])
	e.signed.Add(original[signedStarts], pruned[signedStarts])
	e.distances.Add(original[positiveStarts], pruned[positiveStarts])
	e.atRest.Add(original[restStarts], pruned[restStarts])
	if late {
		e.late.AddDifference(original[restStarts], pruned[restStarts])
		e.products.Add(pruned[restStarts])
	}
}

func (e *ruleErrors) merge(next *ruleErrors) {
	e.unstable = e.unstable || next.unstable
	if e.diverged == nil {
		e.diverged = next.diverged
	}
	if e.diverged != nil {
		return
	}
	e.positive.Merge(next.positive)
	e.signed.Merge(next.signed)
	e.distances.Merge(next.distances)
	e.atRest.Merge(next.atRest)
	e.late.Merge(next.late)
	e.products.Merge(next.products)
}

// encode encodes the errors, why a network diverged, and whether one is unstable.
func (e *ruleErrors) encode() [][]byte {
	reason := ""
	if e.diverged != nil {
		reason = e.diverged.Error()
	}
	return [][]byte{
		resume.Marshal(e.positive), resume.Marshal(e.signed), resume.Marshal(e.distances), resume.Marshal(e.atRest),
		resume.Marshal(e.late), resume.Marshal(e.products), []byte(reason), encodeBool(e.unstable),
	}
}

// decode is the inverse of encode, of that many runs and observations.
func (e *ruleErrors) decode(parts [][]byte, runs, observations int) (err error) {
	for k, into := range []encoding.BinaryUnmarshaler{e.positive, e.signed, e.distances, e.atRest, e.late, e.products} {
		if err := into.UnmarshalBinary(parts[k]); err != nil {
			return err
		}
	}
	if e.unstable, err = decodeBool(parts[7]); err != nil {
		return err
	}
	if reason := string(parts[6]); reason != "" {
		e.diverged = errors.New(reason)
		return nil
	}
	for _, of := range []interface {
		Runs() int
		Observations() int
	}{e.positive, e.signed, e.distances, e.atRest} {
		if of.Runs() != runs || of.Observations() != observations {
			return fmt.Errorf("saved trajectories are of %d runs and %d observations, not of %d and %d",
				of.Runs(), of.Observations(), runs, observations)
		}
	}
	return nil
}
