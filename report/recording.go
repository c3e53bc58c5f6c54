package report

import (
	"fmt"
	"io"

	"noiseprune/internal/page"
	"noiseprune/network"
	"noiseprune/recording"
	"noiseprune/sim"
)

// OpenFrames opens the frames of a replica of a network of a recording.
type OpenFrames func(network, replica int) (*recording.Reader, error)

// WriteRecording writes the page of r: what was recorded and how far its statistics can be trusted; the networks; what drove
// them; the frames of the first replica, as lines and as a raster; the statistics of the neurons, of pairs and of groups; and how to
// compute it again. names are those of the networks, in their order. frames may be nil, of a recording without files: the parts
// that show frames are left out then. The same recording gives the same bytes. It reads the first replica of each network twice.
//
// WriteRecording returns the error of w, that of a reader, or of frames that are not those of the recording. It panics if r is
// nil, and unless there is a name for each network.
func WriteRecording(w io.Writer, r *sim.Recording, names []string, frames OpenFrames) error {
	if r == nil {
		panic("report: no recording")
	}
	if len(names) != len(r.Networks) || len(r.Data.Of) != len(names) || len(r.Data.Networks) != len(names) {
		panic(fmt.Sprintf("report: %d names, %d series and %d networks of a recording of %d",
			len(names), len(r.Data.Of), len(r.Data.Networks), len(r.Networks)))
	}
	rec := newRecorded(r, names)
	shown, err := rec.frameParts(frames)
	if err != nil {
		return err
	}
	reproduce, err := rec.reproduction()
	if err != nil {
		return err
	}
	source := sourceName(rec.result())
	p := &page.Page{
		Title: "noise-prune: recording of " + source, Heading: "Recording of " + source, Made: made(rec.result()),
		Warnings: rec.warnings(), Lead: rec.lead(), Notes: r.Notes,
		Sections: []page.Section{
			{ID: "network", Title: rec.plural("The network", "The networks"), Parts: rec.networkParts()},
			{ID: "drive", Title: "What drove it", Parts: rec.driveParts()},
			{ID: "activity", Title: "The activity", Parts: shown},
			{ID: "statistics", Title: "Statistics of the neurons", Parts: rec.statisticsParts()},
			{ID: "time", Title: "Covariances over time, and spectra", Parts: rec.seriesParts()},
			{ID: "pairs", Title: "Pairs of neurons", Parts: rec.pairParts()},
			{ID: "groups", Title: "Means of groups", Parts: rec.groupParts()},
			reproduce,
		},
	}
	return p.Write(w)
}

// recordedNetwork is one network as the figures show it.
type recordedNetwork struct {
	place  int // among those of the recording
	name   string
	style  page.Style
	facts  sim.RecordedNetwork
	series sim.RecordedSeries
	net    *network.Network
}

// recorded is a recording as the page shows it.
type recorded struct {
	*sim.Recording
	names []string
	shown []recordedNetwork // in figures
}

// networkStyles are the styles of networks in figures, which show no more than these.
func networkStyles() []page.Style {
	return []page.Style{page.Original, page.Noise, page.Weight, page.Third, page.Fourth, page.Fifth}
}

func newRecorded(r *sim.Recording, names []string) *recorded {
	rec := &recorded{Recording: r, names: names}
	for k, style := range networkStyles() {
		if k < len(names) {
			rec.shown = append(rec.shown, recordedNetwork{k, names[k], style, r.Networks[k], r.Data.Of[k], r.Data.Networks[k]})
		}
	}
	return rec
}

// result returns a Result of the first network, for the parts that pages of runs have too.
func (r *recorded) result() *sim.Result {
	spec := sim.DefaultSpec()
	spec.Network, spec.Seed, spec.Noise, spec.Integration = r.Spec.Network, r.Spec.Seed, r.Spec.Noise, r.Spec.Integration
	return &sim.Result{Measured: sim.Measured{
		Program: r.Program, Libraries: r.Libraries, Spec: spec, Network: r.Networks[0].Network,
	}}
}

// plural returns the second text where there are several networks.
func (r *recorded) plural(one, several string) string {
	if len(r.names) > 1 {
		return several
	}
	return one
}

// label names the neuron of a column of frames.
func (r *recorded) label(column int) string { return r.Data.Networks[0].Label(r.Data.Neurons[column]) }

// every is the time between frames.
func (r *recorded) every() float64 { return r.Spec.Record.Every.Value() }

// evenly returns so many of the numbers 0 … n−1 at equal distances, or all of them.
func evenly(n, count int) (all []int) {
	if count >= n {
		count = n
	}
	for k := range count {
		all = append(all, k*n/count)
	}
	return all
}

// Between these numbers of series a figure has as many as there is room for.
const (
	leastSeries  = 12
	severalLeast = 6 // of more than two networks
	mostSeries   = 100
)

// within returns how many series a figure has within so many numbers, of which each takes some in each network.
func (r *recorded) within(numbers, each int) int {
	least := leastSeries
	if len(r.shown) > 2 {
		least = severalLeast
	}
	return min(mostSeries, max(least, numbers/max(1, each*len(r.shown))))
}
