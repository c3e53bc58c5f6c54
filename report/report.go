// Package report writes a Result as one HTML page.
//
// The page is self-contained; internal/page writes it. It shows what the Result holds and computes nothing that is not in it;
// what the Result does not hold is left out. Its sections, in the reader's order, are rows of sections; each part of them is
// made by a function in a file of its own.
package report

import (
	"io"

	"noiseprune/internal/page"
	"noiseprune/sim"
)

// Write writes the page of r: the question and its answer; the network and whether the theory's conditions hold; the
// covariance; what was pruned; whether the dynamics survived under each rule; and how to compute it again. Parts that r does
// not hold (a run that only pruned, a rule that diverged) are left out. The same Result gives the same bytes. Write returns
// the error of w, or of a spec that cannot be written, and panics if r is nil.
func Write(w io.Writer, r *sim.Result) error {
	if r == nil {
		panic("report: no result")
	}
	reproduce, err := reproduction(r)
	if err != nil {
		return err
	}
	rules := rulesOf(r)
	order := clusterOrder(r.Data.Original) // once for both matrices, since it takes long in a large network
	p := &page.Page{
		Title: "noise-prune: " + sourceName(r), Heading: "Noise-prune on " + sourceName(r), Made: made(r),
		Warnings: warnings(r, rules), Lead: lead(r, rules), Notes: r.Notes,
		Sections: []page.Section{
			{ID: "network", Title: "The network", Parts: networkParts(r, order)},
			{ID: "covariance", Title: "The covariance of its activity", Parts: covarianceParts(r, order)},
			{ID: "pruned", Title: "What was pruned", Parts: prunedParts(r, rules)},
			{ID: "survival", Title: "Whether the dynamics survived", Parts: survivalParts(r, rules)},
			reproduce,
		},
	}
	return p.Write(w)
}

// present returns the parts that are not nil.
func present(parts ...page.Part) (all []page.Part) {
	for _, part := range parts {
		if part != nil {
			all = append(all, part)
		}
	}
	return all
}

// made says which program made the page.
func made(r *sim.Result) string {
	text := "seed " + count(int64(r.Spec.Seed)) //nolint:gosec // printed
	if r.Program != "" {
		text = r.Program + ", " + text
	}
	return text
}

// warnings says what is missing, or not to be compared.
func warnings(r *sim.Result, rules []rule) (all []string) {
	if r.Incomplete != nil {
		all = append(all, "This result is incomplete: "+*r.Incomplete+".")
	}
	if broken := notCompared(rules); broken != "" {
		all = append(all, "† "+broken)
	}
	for _, rule := range rules {
		if rule.outcome.Diverged != nil {
			all = append(all, "Diverged: "+rule.label+": "+*rule.outcome.Diverged)
		}
	}
	return all
}

func sourceName(r *sim.Result) string {
	if r.Spec.Network.Source == "" {
		return "a network without a name"
	}
	return r.Spec.Network.Source
}
