package integrator

import (
	"errors"
	"math"
	"slices"
	"testing"
)

// TestSharedRates: cycles of several lengths from one estimate are those from an estimate each.
func TestSharedRates(t *testing.T) {
	net := connectome(t, "celegans-hermaphrodite-gap.mtx")
	rates, err := EstimateRates(net)
	if err != nil {
		t.Fatal(err)
	}
	for steps := 3; steps >= 1; steps-- {
		shared, err := rates.PlanCycle(steps, DefaultResidual)
		alone, aloneErr := PlanCycle(net, steps, DefaultResidual)
		if err = errors.Join(err, aloneErr); err != nil || !slices.Equal(shared, alone) {
			t.Errorf("%d steps: %v from shared rates, %v alone; %v", steps, shared, alone, err)
		}
		if f := rates.CycleMemory(shared); !(f > 0 && f < 1) {
			t.Errorf("%d steps: factor %v", steps, f)
		}
	}
}

// TestCycleFactor: that of three steps of sizes 2/p, which is zero at the rates p, and the largest
// one over the Ritz values where these are real.
func TestCycleFactor(t *testing.T) {
	cycle := []Substep{{Size: 2.0 / 5}, {Size: 2.0 / 30}, {Size: 2.0 / 80}}
	for _, rate := range []float64{1, 5, 12, 30, 100} {
		want := (5 - rate) * (30 - rate) * (80 - rate) / (5 + rate) / (30 + rate) / (80 + rate)
		if got := CycleFactor(cycle, rate); math.Abs(got-want) > 1e-15 {
			t.Errorf("rate %v: factor %v, want %v", rate, got, want)
		}
	}
	rates, err := EstimateRates(connectome(t, "celegans-hermaphrodite-gap.mtx"))
	if err != nil {
		t.Fatal(err)
	}
	planned, err := rates.PlanCycle(2, DefaultResidual)
	if err != nil {
		t.Fatal(err)
	}
	largest := 0.0
	for _, z := range rates.ritz {
		largest = max(largest, math.Abs(CycleFactor(planned, real(z))))
	}
	if got := rates.CycleMemory(planned); math.Abs(got/largest-1) > 0.005 {
		t.Errorf("the largest factor is %v, by CycleMemory %v", largest, got)
	}
}
