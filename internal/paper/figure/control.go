package figure

import (
	"fmt"
	"strings"
)

// Rule is one of the rules by which the studies prune: noise-prune and its controls, which are
// expected to keep as many edges.
type Rule uint8

// The rules. Random gives every edge the same probability. Hidden is noise-prune that sees the
// variances and takes every covariance for 0: d_ij = C_ii + C_jj.
const (
	Noise Rule = iota
	Weight
	Random
	Hidden
	RuleCount
)

// Controls returns the rules that take noise-prune's place in the criteria.
func Controls() []Rule { return []Rule{Weight, Random, Hidden} }

// Name returns the name in files.
func (r Rule) Name() string {
	return [RuleCount]string{"noise", "weight", "random", "hidden"}[r]
}

// Label returns the name in text.
func (r Rule) Label() string {
	return [RuleCount]string{"noise-prune", "weight", "random", "hidden covariance"}[r]
}

// Control is what a claim's criterion says of a control in noise-prune's place.
type Control struct {
	Rule  string   `json:"rule"`  // its label
	Found string   `json:"found"` // its numbers, in short
	Meets Decision `json:"meets"` // computed from them by the criterion
}

// AddJudged adds a claim whose criterion can be applied to any rule: its verdict is that on
// noise-prune, its controls are judged by the same function. Found and Agrees of c are filled.
func (o *Outcome) AddJudged(c Claim, judge func(Rule) Verdict) {
	v := judge(Noise)
	for _, r := range Controls() {
		v := judge(r)
		c.Controls = append(c.Controls, Control{r.Label(), v.Short, v.Judged.Met})
	}
	o.AddFound(c, v)
}

// AddFound adds a claim with its verdict: Found and Agrees of c are filled.
func (o *Outcome) AddFound(c Claim, v Verdict) {
	c.Found, c.Agrees = v.text(), v.Judged.Met
	o.AddClaim(c)
}

// TellsApart reports whether noise-prune meets the criterion and every control fails it.
func (c Claim) TellsApart() bool {
	return c.Agrees == Yes && len(c.Controls) > 0 && len(c.controlsThat(No)) == len(c.Controls)
}

// controlsThat lists the controls of which the criterion says that.
func (c Claim) controlsThat(d Decision) (labels []string) {
	for _, control := range c.Controls {
		if control.Meets == d {
			labels = append(labels, control.Rule)
		}
	}
	return labels
}

// Discrimination says in a few words whether the criterion tells noise-prune from its controls.
func (c Claim) Discrimination() string {
	met, open := strings.Join(c.controlsThat(Yes), ", "), strings.Join(c.controlsThat(Undecided), ", ")
	switch {
	case c.NoRule != "":
		return "concerns no rule"
	case len(c.Controls) == 0:
		return "not computed"
	case c.TellsApart():
		return "yes"
	case c.Agrees == Yes && met != "":
		return "no: also met by " + met
	case c.Agrees == Yes:
		return "undecided for " + open
	case met != "":
		return "no: met by " + met
	case c.Agrees == Undecided:
		return "undecided"
	}
	return "no: met by none"
}

// DiscriminationAndNumbers adds the controls' numbers, or why the statement concerns no rule.
func (c Claim) DiscriminationAndNumbers() string {
	text := c.Discrimination()
	if c.NoRule != "" {
		return text + ": " + c.NoRule
	}
	var numbers []string
	for _, control := range c.Controls {
		numbers = append(numbers, fmt.Sprintf("%s %s", control.Rule, control.Found))
	}
	if len(numbers) == 0 {
		return text
	}
	return text + " (" + strings.Join(numbers, "; ") + ")"
}
