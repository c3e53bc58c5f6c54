package sim

import (
	"encoding"
	"fmt"
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
)

// What "auto" stands for in recordings.
const (
	framesPerTypical  = 10        // in a typical time constant
	segmentFrames     = 1024      // of Welch's method, at most
	segmentsAtLeast   = 16        // that an open length of segments leaves
	lagTypical        = 5         // longest lag, in typical time constants
	mostLags          = 64        // frames of an open longest lag, at most
	openBytes         = 512 << 20 // of lagged covariances and of spectra, each with an open length
	recordBlocks      = 4         // into which replicas are divided at least, where there are as many
	widestRecordBlock = 32
)

// ResolveRecord replaces every "auto" of the spec by a number and returns the recording's timetable. All networks are recorded by
// the steps that the first one asks for. It returns a *SpecError for a setting that cannot be run, and a *network.UnstableError.
func ResolveRecord(s RecordSpec, in RecordInput) (RecordSpec, RecordSchedule, error) {
	if err := s.check(); err != nil {
		return RecordSpec{}, RecordSchedule{}, err
	}
	if err := in.check(); err != nil {
		return RecordSpec{}, RecordSchedule{}, err
	}
	if err := checkStart("record.start", s.Record.Start, in.Networks[0]); err != nil {
		return RecordSpec{}, RecordSchedule{}, err
	}
	nets := in.Networks
	scales, err := nets[0].TimeScales()
	if err != nil {
		return RecordSpec{}, RecordSchedule{}, err
	}
	t, err := s.resolveStep(nets, newStepPlanner(nets[0], scales))
	if err != nil {
		return RecordSpec{}, RecordSchedule{}, err
	}
	h, every := t.StepSize, s.Record.Every.Value()
	if t.Frames = wholeFrames(s.Record.Duration, every); t.Frames < 1 {
		return RecordSpec{}, RecordSchedule{}, &SpecError{"record.duration", fmt.Sprintf(
			"is %v, which is shorter than the time %v between frames; record for longer, or more often", s.Record.Duration, every)}
	}
	open := 0.0
	if s.Record.Start.Kind == StationaryStart {
		open = burnInConstants / scales.Slow
	}
	t.BurnInSteps = steps(&s.Record.BurnIn, open, h, 0, 1)
	s.Record.Scale = s.Record.Scale.or(initialScale(s.Noise.Strength, scales.Typical))
	s.Record.Width = Exactly(float64(s.Record.width()))
	if float64(t.BurnInSteps)+float64(t.Frames)*float64(t.EverySteps) > mostSteps {
		return RecordSpec{}, RecordSchedule{}, &SpecError{"record.duration", fmt.Sprintf(
			"asks for more than %.0e steps of %.4g; ask for less, or for a larger step size", float64(mostSteps), h)}
	}
	err = s.resolveStatistics(&t, scales, len(in.Neurons))
	return s, t, err
}

// wholeFrames returns how many of the times 0, every, 2·every, … are below the duration, where a duration within rounding of a multiple
// counts as it.
func wholeFrames(duration, every float64) int {
	ratio := duration / every
	if nearest := math.Round(ratio); math.Abs(ratio-nearest) <= 1e-9*nearest {
		return clampToInt(nearest)
	}
	return clampToInt(math.Ceil(ratio))
}

// width returns how many replicas are simulated as one block: several blocks, so that several workers have something to do.
func (r RecordingSpec) width() int {
	blocks := float64(recordBlocks)
	open := min(widestRecordBlock, math.Ceil(float64(r.Replicas)/blocks))
	return int(min(r.Width.or(open).Value(), float64(r.Replicas)))
}

// resolveStep chooses the stepper and its step, and the interval between frames, which is a whole number of steps.
func (s *RecordSpec) resolveStep(nets []*network.Network, p *stepPlanner) (RecordSchedule, error) {
	spec := s.spec()
	kind := s.Integration.Stepper
	if kind == integrator.AutoStepper {
		kind = spec.explicitStepper(p)
	}
	s.Integration.Stepper = kind
	s.Record.Every = s.Record.Every.or(rounded(1 / (framesPerTypical * p.scales.Typical)))
	every, given := s.Record.Every.Value(), s.Integration.StepSize
	t := RecordSchedule{EverySteps: 1}
	if given.IsAuto() {
		longest := rounded(spec.belowCorrelationTime(p.recordingStep(kind)))
		t.EverySteps = max(1, clampToInt(math.Ceil(every/longest)))
		s.Integration.StepSize = Exactly(every / float64(t.EverySteps))
	} else if t.EverySteps = clampToInt(math.Round(every / given.Value())); t.EverySteps < 1 ||
		math.Abs(float64(t.EverySteps)*given.Value()-every) > 1e-9*every {
		return t, &SpecError{"record.every", fmt.Sprintf(
			"is %v, which is no multiple of the step size %v; leave one of them auto, or give a multiple", every, given.Value())}
	}
	t.StepSize = s.Integration.StepSize.Value()
	for _, net := range nets {
		if err := spec.checkStepOf(net, kind, t.StepSize); err != nil {
			return t, err
		}
	}
	if !kind.Cyclic() {
		return t, nil
	}
	var err error
	if t.Cycle, err = integrator.PlanSteps(nets[0].Linearized(), []float64{t.StepSize}, integrator.DefaultResidual); err != nil {
		return t, &SpecError{"integration.stepper", "is " + kind.String() + ", but " + err.Error()}
	}
	return t, nil
}

// checkStepOf returns a *SpecError for a step that is not stable in a network.
func (s *Spec) checkStepOf(net *network.Network, kind integrator.StepperKind, h float64) error {
	scales, err := net.TimeScales()
	if err != nil {
		return err
	}
	return s.checkStep("integration.step_size", h, kind.LargestStep(net, scales))
}

// recordingStep returns the longest open step of a stepper.
func (p *stepPlanner) recordingStep(kind integrator.StepperKind) float64 {
	switch kind {
	case integrator.TrapezoidKind:
		return trajectoryShare * integrator.ExponentialKind.OpenStep(p.scales, math.Inf(1))
	case integrator.ExponentialKind:
		return trajectoryShare * p.openStep(kind)
	case integrator.AutoStepper, integrator.EulerMaruyamaKind, integrator.LeimkuhlerMatthewsKind:
	}
	return p.openStep(kind)
}

// resolveStatistics turns times into whole numbers of frames.
func (s *RecordSpec) resolveStatistics(t *RecordSchedule, scales network.TimeScales, columns int) error {
	every, c := s.Record.Every.Value(), &s.Statistics
	t.Skipped = clampToInt(math.Ceil(c.From/every - 1e-9))
	taken := t.Frames - t.Skipped
	if taken < 1 {
		return &SpecError{"statistics.from", fmt.Sprintf("is %v, which leaves none of the frames up to time %v; take an earlier time",
			c.From, s.Record.Duration)}
	}
	open := min(mostLags, math.Floor(float64(taken)/segmentsAtLeast), math.Ceil(lagTypical/(scales.Typical*every)),
		math.Floor(openBytes/(8*batchLimit*float64(columns))))
	t.Lags = clampToInt(math.Round(c.Lags.or(open*every).Value() / every))
	c.Lags = Exactly(float64(t.Lags) * every)
	if t.Lags >= taken {
		return &SpecError{"statistics.lags", fmt.Sprintf("is %v, which is no shorter than what the %d frames last; take a shorter lag",
			c.Lags.Value(), taken)}
	}
	most := min(segmentFrames, max(1, float64(taken)/segmentsAtLeast), openBytes/(3*8*float64(columns)))
	open = math.Exp2(math.Floor(math.Log2(max(1, most))))
	if open < leastSegment {
		open = 0
	}
	t.Segment = int(c.Segment.or(open).Value())
	c.Segment = Exactly(float64(t.Segment))
	if t.Segment > taken {
		return &SpecError{"statistics.segment", fmt.Sprintf("is %d, but there are only %d frames; take a shorter one", t.Segment, taken)}
	}
	return nil
}

// leastSegment is the number of frames of the shortest segment.
const leastSegment = 8

// check returns a *SpecError for the first setting that no network could be recorded with.
func (s RecordSpec) check() error {
	if err := s.spec().check(); err != nil {
		return err
	}
	if _, err := encoding.TextMarshaler(s.Record.Start).MarshalText(); err != nil {
		return &SpecError{"record.start", fmt.Sprintf("is %v, which is unknown", s.Record.Start)}
	}
	positive := math.SmallestNonzeroFloat64
	if err := checkFields([]boundedField{
		{"noise.strength", Exactly(s.Noise.Strength), 0},
		{"record.duration", Exactly(s.Record.Duration), positive},
		{"record.every", s.Record.Every, positive},
		{"record.replicas", Exactly(float64(s.Record.Replicas)), 1},
		{"record.width", s.Record.Width, 1},
		{"record.scale", s.Record.Scale, -math.MaxFloat64},
		{"record.burn_in", s.Record.BurnIn, 0},
		{"statistics.from", Exactly(s.Statistics.From), 0},
		{"statistics.lags", s.Statistics.Lags, 0},
		{"statistics.segment", s.Statistics.Segment, 0},
	}); err != nil {
		return err
	}
	if v := s.Statistics.Segment; !v.IsAuto() && v.Value() != 0 && v.Value() < leastSegment {
		return &SpecError{"statistics.segment", fmt.Sprintf("is %v; it must be at least %d frames, or 0 for no spectra", v, leastSegment)}
	}
	return checkWhole([]namedNumber{{"record.width", s.Record.Width}, {"statistics.segment", s.Statistics.Segment}})
}
