package sim

import (
	"context"

	"noiseprune/network"
)

// Planned does what Run, MeasureCovariance, Prune and Compare do before they compute anything: it resolves the spec and puts into
// Options.Store, unless that is nil, which run it belongs to. It returns the plan. Its errors are those of Resolve, and a
// *CheckpointError.
func Planned(spec Spec, opt Options, phases Phases, nets ...*network.Network) (RunPlan, error) {
	opt.Preflight = nil
	r, err := begin(context.Background(), spec, opt, phases, nets...)
	if err != nil {
		return RunPlan{}, err
	}
	return PlanOf(spec, r.result, phases), nil
}

// PlannedSweep is Planned for Sweep.
func PlannedSweep(spec Spec, net *network.Network, keeps []float64, opt Options) (RunPlan, error) {
	s, err := newSweep(spec, keeps)
	if err != nil {
		return RunPlan{}, err
	}
	var plan RunPlan
	opt.Preflight = func(p RunPlan) error {
		plan = p
		return nil
	}
	_, err = s.begin(context.Background(), net, opt)
	return plan, err
}

// PlannedRecording is Planned for Record.
func PlannedRecording(spec RecordSpec, in RecordInput, opt Options) (RecordPlan, error) {
	r, err := beginRecording(context.Background(), spec, in, opt.filled())
	if err != nil {
		return RecordPlan{}, err
	}
	return r.plan(), nil
}
