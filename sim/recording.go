package sim

import (
	"math"
	"slices"

	"noiseprune/network"
	"noiseprune/timeseries"
)

// Recording is what a recording was of, and what its statistics are. Every number in it is finite; a number that could not be had is nil.
type Recording struct {
	Program    string            `json:"program"`
	Complete   bool              `json:"complete"`
	Libraries  Libraries         `json:"libraries"`
	Spec       RecordSpec        `json:"spec"` // resolved: no auto is left but that of a bias, which is ignored
	Schedule   RecordSchedule    `json:"schedule"`
	Neurons    int               `json:"neurons"` // recorded ones
	Duration   float64           `json:"duration"`
	Networks   []RecordedNetwork `json:"networks"`
	GroupNames []string          `json:"groups"`
	Notes      []string          `json:"notes"` // what a reader must know before trusting a number

	Data RecordingData `json:"-"`
}

// RecordingData are the arrays of a Recording.
type RecordingData struct {
	Networks []*network.Network
	Neurons  []int             // that were recorded
	Pairs    []timeseries.Pair // of columns of frames
	Of       []RecordedSeries  // each network
}

// RecordedSeries are the estimates from the frames of one network, over all replicas.
type RecordedSeries struct {
	Lagged timeseries.LaggedEstimate  // of the recorded neurons
	Welch  *timeseries.WelchEstimate  // nil without spectra
	Edges  []timeseries.Pair          // of columns, between which there are edges
	OnEdge *timeseries.LaggedEstimate // whose Cross are the covariances on the edges; nil without edges
	Groups *RecordedGroups            // nil without groups
	Active *timeseries.ActiveEstimate // of all neurons of a rectified network; nil for a linear one
	Exact  *ExactSeries               // what the estimates of a linear network converge to; nil where that is not computed
}

// RecordedGroups are the estimates of population means.
type RecordedGroups struct {
	Lagged timeseries.LaggedEstimate
	Welch  *timeseries.WelchEstimate
}

// RecordedNetwork describes one network of a recording.
type RecordedNetwork struct {
	Folder     string          `json:"folder"` // of its frames, below that of the recording; "" of a single network
	Network    NetworkFacts    `json:"network"`
	Statistics StatisticsFacts `json:"statistics"`
}

// StatisticsFacts summarize the statistics of the recorded neurons.
type StatisticsFacts struct {
	Frames           int64    `json:"frames"`            // taken, of all replicas
	Mean             Range    `json:"mean"`              // over the recorded neurons
	Deviation        Range    `json:"deviation"`         // standard deviation
	Constant         int      `json:"constant"`          // neurons that do not vary, such as one that never fires: their variance is 0
	CorrelationTime  *Range   `json:"correlation_time"`  // ∫₀^∞ ρ(t) dt, in time; nil where no neuron varies whose lags reach far enough
	CorrelationOf    int      `json:"correlation_of"`    // neurons whose lags do
	EffectiveFrames  *float64 `json:"effective_frames"`  // independent ones, for the mean of a typical neuron
	Segments         int64    `json:"segments"`          // of Welch's method
	ActiveFraction   *Range   `json:"active_fraction"`   // of the time above threshold, over all neurons; nil for a linear network
	ActiveNeurons    *float64 `json:"active_neurons"`    // at once, mean
	ExactAvailable   bool     `json:"exact_available"`   // estimates are compared with what they converge to
	ExactOfStepper   bool     `json:"exact_of_stepper"`  // of the stepper at its step, rather than of the differential equation
	StepBias         *float64 `json:"step_bias"`         // root mean square relative bias of the stepper's variances
	VarianceError    *float64 `json:"variance_error"`    // root mean square of the relative deviation of variances from exact ones
	VarianceZ        *float64 `json:"variance_z"`        // root mean square deviation from exact variances, in standard errors
	LaggedZ          *float64 `json:"lagged_z"`          // likewise of all lagged covariances
	SpectrumZ        *float64 `json:"spectrum_z"`        // likewise of all densities
	CovarianceOnEdge *float64 `json:"edge_covariance_z"` // likewise of covariances on edges
}

// Range is the least, the median and the largest of several numbers.
type Range struct {
	Least   float64 `json:"least"`
	Median  float64 `json:"median"`
	Largest float64 `json:"largest"`
}

// rangeOf returns the range of numbers that are finite; nil of none.
func rangeOf(values []float64) *Range {
	sorted := slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
	if len(sorted) == 0 {
		return nil
	}
	slices.Sort(sorted)
	n := len(sorted)
	return &Range{sorted[0], (sorted[(n-1)/2] + sorted[n/2]) / 2, sorted[n-1]}
}

// zeros returns how many of the numbers are 0.
func zeros(values []float64) (count int) {
	for _, v := range values {
		if v == 0 {
			count++
		}
	}
	return count
}

// describe returns the recording of all networks.
func (r *recordRun) describe(s recordedStatistics) (*Recording, error) {
	found := &Recording{
		Program: program, Libraries: Libraries{LAPACK: r.opt.LAPACK.Name()}, Spec: r.recordSpec, Schedule: r.timetable,
		Neurons: len(r.in.Neurons), Duration: float64(r.timetable.Frames) * r.recordSpec.Record.Every.Value(),
		GroupNames: []string{}, Notes: []string{},
		Data: RecordingData{Networks: r.in.Networks, Neurons: r.in.Neurons, Pairs: r.pairs},
	}
	if r.in.Groups != nil {
		found.GroupNames = r.in.Groups.Names
	}
	for k, net := range r.in.Networks {
		facts, err := describe(net)
		if err != nil {
			return nil, err
		}
		series := r.estimate(k, &s[k][0])
		series.Exact = r.exactSeries(found, k)
		found.Data.Of = append(found.Data.Of, series)
		found.Networks = append(found.Networks, RecordedNetwork{Network: facts, Statistics: r.summarize(series)})
	}
	found.Complete = true
	return found, nil
}

// estimate returns the estimates of one network.
func (r *recordRun) estimate(k int, s *frameStatistics) RecordedSeries {
	e := RecordedSeries{Lagged: s.neurons.lagged.Estimate(), Welch: s.neurons.spectra()}
	if s.edges != nil {
		onEdges := s.edges.Estimate()
		e.Edges, e.OnEdge = r.edges[k], &onEdges
	}
	if s.groups != nil {
		e.Groups = &RecordedGroups{s.groups.lagged.Estimate(), s.groups.spectra()}
	}
	if s.active != nil {
		active := s.active.Estimate()
		e.Active = &active
	}
	return e
}

// spectra returns the densities, or nil where there are none.
func (s *seriesStatistics) spectra() *timeseries.WelchEstimate {
	if s.welch == nil || s.welch.Segments() == 0 {
		return nil
	}
	e := s.welch.Estimate()
	return &e
}

// summarize returns the facts about the estimates.
func (r *recordRun) summarize(s RecordedSeries) StatisticsFacts {
	every := r.recordSpec.Record.Every.Value()
	var deviations, times, fractions []float64
	for k := range s.Lagged.Auto {
		deviations = append(deviations, math.Sqrt(s.Lagged.Auto[k][0]))
		if t := timeseries.NewAutocorrelationTime(s.Lagged.Auto[k], s.Lagged.Frames); t.WindowFound {
			times = append(times, t.Tau(every))
		}
	}
	facts := StatisticsFacts{
		Frames: s.Lagged.Frames, Mean: *rangeOf(s.Lagged.Mean), Deviation: *rangeOf(deviations),
		Constant: zeros(deviations), CorrelationTime: rangeOf(times), CorrelationOf: len(times),
	}
	if t := facts.CorrelationTime; t != nil && t.Median > 0 {
		facts.EffectiveFrames = value(float64(s.Lagged.Frames) * every / (2 * t.Median))
	}
	if s.Welch != nil {
		facts.Segments = s.Welch.Segments
	}
	if s.Active != nil {
		fractions = s.Active.Fraction
		facts.ActiveFraction = rangeOf(fractions)
		mean := 0.0
		for size, frames := range s.Active.Sizes {
			mean += float64(size) * float64(frames) / float64(s.Active.Frames)
		}
		facts.ActiveNeurons = &mean
	}
	if s.Exact != nil {
		s.compareWithExact(&facts)
	}
	return facts
}
