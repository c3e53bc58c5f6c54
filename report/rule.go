package report

import (
	"maps"
	"slices"
	"strings"

	"noiseprune/internal/page"
	"noiseprune/rules"
	"noiseprune/sim"
)

// rule is one rule as the page shows it. Either of outcome and data may be missing from a
// Result.
type rule struct {
	name    string
	broken  string // why it is not compared, as sim.RuleOutcome.Broken says it; empty where it is
	label   string
	style   page.Style
	outcome sim.RuleOutcome
	data    sim.RuleData
}

// rulesOf returns the rules in the order of the arrays, after them those that have none, by
// name.
func rulesOf(r *sim.Result) []rule {
	var all []rule
	seen := map[string]bool{}
	add := func(name string, data sim.RuleData) {
		if !seen[name] {
			seen[name] = true
			outcome, known := r.Rules[name]
			broken := ""
			if known {
				broken = outcome.Broken()
			}
			all = append(all, rule{name, broken, rules.Title(name), page.RuleStyle(name, len(all)), outcome, data})
		}
	}
	for _, data := range r.Data.Rules {
		add(data.Name, data)
	}
	for _, name := range slices.Sorted(maps.Keys(r.Rules)) {
		add(name, sim.RuleData{Name: name})
	}
	return all
}

// marked returns a label of the rule, with a dagger where it is not compared.
func (r rule) marked(label string) string {
	if r.broken == "" {
		return label
	}
	return label + " †"
}

// notCompared says which rules are not compared, and why; empty where all are.
func notCompared(rules []rule) string {
	var parts []string
	for _, rule := range rules {
		if rule.broken != "" {
			parts = append(parts, rule.label+" (network "+rule.broken+")")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Not compared: " + strings.Join(parts, ", ") + "."
}

// daggerCaption explains the dagger in the caption of a figure that shows these rules.
func daggerCaption(rules []rule) string {
	if notCompared(rules) == "" {
		return ""
	}
	return " A network marked † is unstable or diverged, and is not compared with the others."
}
