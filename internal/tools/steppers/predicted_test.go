package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"noiseprune/internal/tools/command"
	"noiseprune/sim"
)

// The largest factors by which the products a sample that sim predicts may differ from the exact ones.
const (
	typicalWithin = 1.45 // of explicit steppers
	cyclesWithin  = 1.08
	slowestWithin = 1.04 // of all steppers
)

// TestPredictedCosts: what sim expects an independent sample to take, on a typical edge and on the slowest ones, differs
// from the exact values of the page by those factors at most: for the explicit steppers, and for cycles of one, two
// and three steps.
func TestPredictedCosts(t *testing.T) {
	const root = "../../.."
	page, err := os.ReadFile(filepath.Join(root, "docs", "steppers.md"))
	if err != nil {
		t.Fatal(err)
	}
	networks, err := command.Networks(filepath.Join(root, "data"), fileEnds()...)
	if err != nil {
		t.Fatal(err)
	}
	exact, compared := exactCosts(t, string(page)), 0
	for _, path := range networks {
		if !slices.ContainsFunc(exact, func(e exactCost) bool { return e.network == command.NameOf(path) }) {
			continue
		}
		for _, p := range predictedCosts(t, path) {
			k := slices.IndexFunc(exact, func(e exactCost) bool { return e.network == command.NameOf(path) && e.stepper == p.stepper })
			if k < 0 {
				t.Errorf("%s: the page has no row of %s", command.NameOf(path), p.stepper)
				continue
			}
			compared++
			within := typicalWithin
			if strings.HasPrefix(p.stepper, "trapezoid") {
				within = cyclesWithin
			}
			if factor(p.typical, exact[k].typical) > within || factor(p.slowest, exact[k].slowest) > slowestWithin {
				t.Errorf("%s, %s: %.3g and %.3g products predicted, exactly %.3g and %.3g",
					p.network, p.stepper, p.typical, p.slowest, exact[k].typical, exact[k].slowest)
			}
		}
	}
	if compared < 8*5 {
		t.Errorf("%d predictions compared, want five on each of eight networks", compared)
	}
}

// factor returns by what the larger of two numbers exceeds the other.
func factor(a, b float64) float64 { return max(a/b, b/a) }

// exactCost is the number of products for an independent sample. Its stepper is a StepperCost's name.
type exactCost struct {
	network, stepper string
	typical, slowest float64
}

// exactCosts reads the page's rows of explicit steppers, the first of each, and its table of cycles.
func exactCosts(t *testing.T, page string) (all []exactCost) {
	network := ""
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for k, c := range cells {
			cells[k] = strings.Trim(c, " *")
		}
		switch {
		case len(cells) == 8 && (cells[1] == "euler-maruyama" || cells[1] == "exponential"):
			if name, _, found := strings.Cut(cells[0], ":"); found {
				network = name
			}
			if last := len(all) - 1; last < 0 || all[last].network != network || all[last].stepper != cells[1] {
				all = append(all, exactCost{network, cells[1], number(t, cells[3]), number(t, cells[4])})
			}
		case len(cells) == 1+len(cycleLengths()) && strings.Contains(cells[1], "/"):
			for k, name := range []string{"trapezoid, 1 step", "trapezoid, 2 steps", "trapezoid, 3 steps"} {
				typical, slowest, _ := strings.Cut(cells[1+k], "/")
				all = append(all, exactCost{cells[0], name, number(t, typical), number(t, slowest)})
			}
		}
	}
	return all
}

// number reads what short prints, and leaves out what follows in brackets.
func number(t *testing.T, cell string) float64 {
	text, _, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(cell), ",", ""), " ")
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// predictedCosts returns what one more sample of a replica is expected to take.
func predictedCosts(t *testing.T, path string) (all []exactCost) {
	net, err := command.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	var costs [2][]sim.StepperCost
	for k, samples := range []float64{100, 200} {
		spec := sim.DefaultSpec()
		spec.Covariance.Samples = sim.Exactly(samples * float64(spec.Covariance.Replicas))
		_, schedule, err := sim.Resolve(spec, net)
		if err != nil {
			t.Fatal(err)
		}
		costs[k] = schedule.Steppers
	}
	for k, few := range costs[0] {
		many := costs[1][k]
		all = append(all, exactCost{command.NameOf(path), few.Name(), (many.Typical - few.Typical) / 100, (many.Slowest - few.Slowest) / 100})
	}
	return all
}
