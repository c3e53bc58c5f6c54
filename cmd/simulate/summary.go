package main

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/network"
	"noiseprune/sim"
)

// summary is what the terminal is told of a result.
type summary struct {
	result  *sim.Result
	source  string
	elapsed time.Duration
	folder  string
}

// summarize prints what went in, whether the theory's conditions hold, how good the
// covariance is, what was kept, and how the rules compare.
func summarize(w io.Writer, s summary) error {
	var b strings.Builder
	s.network(&b)
	s.covariance(&b)
	s.kept(&b)
	s.table(&b)
	s.verdict(&b)
	if s.result.Incomplete != nil {
		fmt.Fprintf(&b, "\nIncomplete: %s.\n", *s.result.Incomplete)
	}
	for _, note := range s.result.Notes {
		fmt.Fprintf(&b, "\nNote: %s.\n", note)
	}
	b.WriteString("\n")
	if s.folder != "" {
		fmt.Fprintf(&b, "Results are in %s; open %s in a browser.\n", s.folder, filepath.Join(s.folder, "report.html"))
	}
	fmt.Fprintf(&b, "Done in %s.\n", s.elapsed.Round(100*time.Millisecond))
	_, err := io.WriteString(w, b.String())
	return err
}

func (s summary) network(b *strings.Builder) {
	n, spec := s.result.Network, s.result.Spec
	kind := "synapses"
	if n.Symmetric {
		kind = "pairs"
	}
	source := s.source
	if !network.IsGenerator(source) {
		source = filepath.Base(source)
	}
	fmt.Fprintf(b, "%s: %s neurons, %s %s (%s of the possible), %s\n", source, thousands(n.Neurons),
		thousands(n.Edges), kind, percent(n.Density), inhibition(n.NegativeWeightShare))
	fmt.Fprintf(b, "%s, leak %s, noise σ = %s, seed %d\n\n",
		n.Activation, leak(spec.Network.Leak.String()), short(spec.Noise.Strength), spec.Seed)
	fmt.Fprintf(b, "Conditions of the theory\n")
	for _, c := range []struct {
		name        string
		holds       bool
		meanwhile   string
		consequence string
	}{
		{"symmetric", n.Symmetric, "", "the rule applies all the same, the proof does not"},
		{"diagonally dominant", n.DiagonallyDominant, "", "an error of ε·γ may be added (Section 6 of the paper)"},
		{"normal", n.Normal, "", "the covariance is not that of the symmetric part alone"},
		{"stable", n.Stable, eigenvalues(n), ""},
	} {
		answer, remark := "yes", c.meanwhile
		if !c.holds {
			answer, remark = "no", c.consequence
		}
		fmt.Fprintln(b, strings.TrimRight(fmt.Sprintf("  %-20s %-4s %s", c.name, answer, remark), " "))
	}
}

func eigenvalues(n sim.NetworkFacts) string {
	if n.LambdaMin == nil || n.LambdaMax == nil {
		return ""
	}
	how := "eigenvalues"
	if n.LambdaBy != "exact" {
		how = "bounds on the eigenvalues"
	}
	return fmt.Sprintf("%s from %s to %s", how, short(*n.LambdaMin), short(*n.LambdaMax))
}

func (s summary) covariance(b *strings.Builder) {
	c, t := s.result.Covariance, s.result.Schedule
	if c == nil {
		return
	}
	if c.Method == covariance.ExactMethod {
		fmt.Fprintf(b, "\nCovariance, exact\n")
		return
	}
	spec := s.result.Spec
	fmt.Fprintf(b, "\nCovariance, measured by %s with h = %s\n", spec.Integration.Stepper, short(t.StepSize))
	fmt.Fprintf(b, "  %s replicas × %s samples", thousands(spec.Covariance.Replicas), thousands(t.SamplesPerReplica))
	if c.EffectiveSamples != nil && c.RelativeError != nil {
		fmt.Fprintf(b, ", worth %s independent ones on a typical edge: error %s",
			thousands(int(*c.EffectiveSamples)), percent(*c.RelativeError))
	}
	b.WriteString("\n")
	if c.CorrelationTime != nil && c.ExpectedCorrelationTime != nil {
		fmt.Fprintf(b, "  one every %s; autocorrelation time %s (uncoupled neuron: %s)\n",
			short(float64(t.IntervalSteps)*t.StepSize), short(*c.CorrelationTime), short(*c.ExpectedCorrelationTime))
	}
	if c.RMSRelativeError != nil && c.MaxRelativeError != nil {
		fmt.Fprintf(b, "  against the exact value: error %s (root mean square), %s (largest)\n",
			percent(*c.RMSRelativeError), percent(*c.MaxRelativeError))
	}
	if c.StepBias != nil {
		fmt.Fprintf(b, "  bias of the step, on the worst edge: %s\n", percent(*c.StepBias))
	}
	if c.PrecisionError != nil {
		fmt.Fprintf(b, "  float32 states differ from float64 ones by %s, relative\n", short(*c.PrecisionError))
	}
}

func (s summary) kept(b *strings.Builder) {
	plan, pruned := s.result.Plan, s.result.Pruned
	if plan == nil || pruned == nil {
		return
	}
	fmt.Fprintf(b, "\nKept by noise-prune: %s of %s edges (%s; expected %s), %s of them with certainty; K = %s\n",
		thousands(pruned.Edges), thousands(s.result.Network.Edges), percent(pruned.Keep),
		thousands(int(math.Round(plan.ExpectedEdges))), thousands(plan.Clipped+plan.Protected), short(plan.K))
}

// absent stands for a number that there is not.
const absent = "–"

// column is one rule in the table.
type column struct {
	title   string
	outcome sim.RuleOutcome
}

func (s summary) columns() []column {
	titles := map[string]string{"noise": "noise-prune", "weight": "weight-only", "uniform": "uniform", "pruned": "pruned"}
	var all []column
	for _, rule := range s.result.Data.Rules {
		all = append(all, column{titles[rule.Name], s.result.Rules[rule.Name]})
	}
	return all
}

func (s summary) table(b *strings.Builder) {
	columns := s.columns()
	if len(columns) == 0 {
		return
	}
	fmt.Fprintf(b, "\n  %-28s", "")
	for _, c := range columns {
		fmt.Fprintf(b, "%13s", c.title)
	}
	b.WriteString("\n")
	type row struct {
		name string
		cell func(sim.RuleOutcome) string
	}
	rows := []row{
		{"edges kept", func(o sim.RuleOutcome) string { return thousands(o.Pruned.Edges) }},
		{"eigenvalues: ε_λ", func(o sim.RuleOutcome) string { return median(o.EpsLambda) }},
		{"quadratic forms: ε_v", func(o sim.RuleOutcome) string { return median(o.EpsV) }},
		{"eigenvectors: cos θ", func(o sim.RuleOutcome) string { return median(o.CosTheta) }},
		{"worst case: ε of (3)", func(o sim.RuleOutcome) string { return pointer(o.EpsilonWorst) }},
		{"trajectories: relative error", trajectoryError},
	}
	if columns[0].outcome.ActiveSets != nil {
		rows = append(rows, row{"worst case on active sets", func(o sim.RuleOutcome) string { return pointer(o.ActiveSets.EpsilonWorst) }})
	}
	for _, row := range rows {
		var cells strings.Builder
		known := false
		for _, c := range columns {
			cell := row.cell(c.outcome)
			known = known || cell != absent
			fmt.Fprintf(&cells, "%13s", cell)
		}
		if known {
			fmt.Fprintf(b, "  %-28s%s\n", row.name, cells.String())
		}
	}
	if s.result.Plan == nil || columns[0].outcome.EpsV != nil || columns[0].outcome.TrajectoryError != nil {
		b.WriteString("  (medians, but for the worst case; all are best at 0, but for cos θ, which is best at 1)\n")
	}
}

// verdict says in words which rule did best, whoever it is.
func (s summary) verdict(b *strings.Builder) {
	columns := s.columns()
	if len(columns) < 2 {
		return
	}
	for _, m := range []struct {
		name string
		get  func(sim.RuleOutcome) *compare.Summary
	}{
		{"ε_v", func(o sim.RuleOutcome) *compare.Summary { return o.EpsV }},
		{"the trajectory error", func(o sim.RuleOutcome) *compare.Summary { return o.TrajectoryError }},
	} {
		best, second := -1, -1
		for k, c := range columns {
			v := m.get(c.outcome)
			switch {
			case v == nil:
			case best < 0 || v.Median < m.get(columns[best].outcome).Median:
				best, second = k, best
			case second < 0 || v.Median < m.get(columns[second].outcome).Median:
				second = k
			}
		}
		if second < 0 {
			continue
		}
		x, y := m.get(columns[best].outcome).Median, m.get(columns[second].outcome).Median
		fmt.Fprintf(b, "\nBy %s, %s does best: %s, against %s by %s.\n", m.name, columns[best].title, four(x), four(y), columns[second].title)
	}
}

func trajectoryError(o sim.RuleOutcome) string {
	if o.Diverged != nil {
		return "diverged"
	}
	return median(o.TrajectoryError)
}

func median(s *compare.Summary) string {
	if s == nil {
		return absent
	}
	return four(s.Median)
}

func pointer(v *float64) string {
	if v == nil {
		return absent
	}
	return four(*v)
}

func four(v float64) string {
	if v != 0 && (math.Abs(v) < 0.001 || math.Abs(v) >= 1000) {
		return strconv.FormatFloat(v, 'e', 2, 64)
	}
	return strconv.FormatFloat(v, 'f', 4, 64)
}

func short(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }

func percent(v float64) string {
	if v >= 0.1 {
		return fmt.Sprintf("%.0f%%", 100*v)
	}
	return fmt.Sprintf("%.2g%%", 100*v)
}

func inhibition(share float64) string {
	if share == 0 {
		return "none inhibitory"
	}
	return percent(share) + " inhibitory"
}

// thousands writes an integer with commas.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for k := len(digits) - 3; k > 0 && digits[k-1] != '-'; k -= 3 {
		digits = digits[:k] + "," + digits[k:]
	}
	return digits
}

// describeNetwork prints what network info tells.
func describeNetwork(w io.Writer, spec sim.Spec, net *network.Network, facts sim.NetworkFacts, t sim.Schedule) error {
	var b strings.Builder
	s := summary{source: spec.Network.Source, result: &sim.Result{Network: facts, Spec: spec}}
	s.network(&b)
	row := func(name, format string, values ...any) {
		fmt.Fprintf(&b, "  %-20s "+format+"\n", append([]any{name}, values...)...)
	}
	bounds := net.Gershgorin()
	b.WriteString("\nTime scales\n")
	row("slowest rate", "%s (stability decided by %s)", short(facts.RateSlow), facts.StableBy)
	row("typical rate", "%s (median of −A_ii)", short(facts.RateTypical))
	row("Gershgorin", "real parts from %s to %s, moduli up to %s", short(bounds.Left()), short(bounds.Right()), short(bounds.Radius()))
	row("largest stable step", "%s; a run takes %s by default", short(facts.LargestStep), short(t.StepSize))
	row("a run's covariance", "%s burn-in steps, then %s samples every %s steps for each replica",
		thousands(t.BurnInSteps), thousands(t.SamplesPerReplica), thousands(t.IntervalSteps))
	_, err := io.WriteString(w, b.String())
	return err
}

// leak shortens the slack of a dominant leak.
func leak(rule string) string {
	slack, ok := strings.CutPrefix(rule, "dominant:")
	v, err := strconv.ParseFloat(slack, 64)
	if !ok || err != nil {
		return rule
	}
	return "dominant (row sums of |W| plus " + short(v) + ")"
}
