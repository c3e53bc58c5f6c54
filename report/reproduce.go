package report

import (
	"fmt"

	"noiseprune/internal/page"
	"noiseprune/sim"
)

// reproduction says how the result is computed again, to the bit.
func reproduction(r *sim.Result) (page.Section, error) {
	spec, err := r.Spec.YAML()
	if err != nil {
		return page.Section{}, fmt.Errorf("the spec of the report: %w", err)
	}
	program := r.Program
	if program == "" {
		program = "this program"
	}
	return page.Section{ID: "reproduce", Title: "How to compute it again", Parts: present(
		factsPart("Schedule", scheduleFacts(r)),
		&page.Text{Paragraphs: []string{fmt.Sprintf("By %s, with the same network: save what stands below as spec.yaml, and run", program)}},
		&page.Source{Text: "simulate run --spec spec.yaml"},
		&page.Text{Paragraphs: []string{fmt.Sprintf("The numbers are the same to the bit on any machine and with any number of workers; "+
			"those that follow from eigenvalues and factorizations, which came from %s, agree to rounding between libraries.",
			orAbsent(r.Libraries.LAPACK))}},
		&page.Source{Text: string(spec)},
	)}, nil
}
