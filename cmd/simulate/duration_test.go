package main

import (
	"strings"
	"testing"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/terminal"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// slowProducts is a machine on which a product takes that many seconds, and nothing else any time.
type slowProducts float64

func (s slowProducts) Product(int, int, integrator.Precision) float64 { return float64(s) }
func (s slowProducts) Normals(int) float64                            { return 0 }
func (s slowProducts) Sample(_, _ int, _ covariance.Method) float64   { return 0 }
func (s slowProducts) Iterations() float64                            { return 1 }
func (s slowProducts) Eigenproblem() float64                          { return 0 }

// TestLongRunText: only a run of more than ten minutes is announced, in at most 80 columns, by flags that the
// command has.
func TestLongRunText(t *testing.T) {
	spec := sim.DefaultSpec()
	spec.Network = network.Definition{Source: "random:n=2000,degree=6,symmetric=false", Input: "0"}
	loaded, err := netio.Load(spec.Network, 1, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	spec.Network = loaded.Definition
	described, err := sim.Describe(spec, loaded.Network)
	if err != nil {
		t.Fatal(err)
	}
	plan, opt := sim.PlanOf(spec, described, sim.WholeRun), sim.Options{Workers: 2}
	offered := func(flag string) bool { return flag == "samples" }
	if text := longRunText(plan, opt, slowProducts(1e-6), offered); text != "" {
		t.Errorf("a short run is announced: %s", text)
	}
	text := terminal.Fit(longRunText(plan, opt, slowProducts(1), offered), terminal.FileWidth)
	for _, part := range []string{
		"time: about ", " on 2 cores: ", " in the covariance (", "× 128", "it would take about ", "with --samples 1000",
	} {
		if !strings.Contains(strings.ReplaceAll(text, "\n ", ""), part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
	if strings.Contains(text, "--precision") {
		t.Errorf("a flag that the command does not have:\n%s", text)
	}
	for line := range strings.Lines(text) {
		if length := len([]rune(strings.TrimSuffix(line, "\n"))); length > 80 {
			t.Errorf("%d columns: %s", length, line)
		}
	}
}
