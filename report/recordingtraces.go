package report

import (
	"fmt"

	"noiseprune/internal/page"
	"noiseprune/recording"
)

// traceFigure collects the activity of some neurons, a view for each.
type traceFigure struct {
	r       *recorded
	id      string
	columns []int // of the neurons
	times   []float64
	chart   *page.Curves
}

func (r *recorded) newTraces(id string) *traceFigure {
	points := min(2*r.bins(), r.Schedule.Frames)
	if id == "first-frames" {
		points = min(firstFrames, r.Schedule.Frames)
	}
	t := &traceFigure{r: r, id: id, chart: &page.Curves{X: page.Axis{Label: timeLabel}, Choose: "Neuron:"}}
	t.columns = evenly(r.Neurons, r.within(traceNumbers, points))
	for _, c := range t.columns {
		label := r.label(c)
		t.chart.Views = append(t.chart.Views, page.CurveView{Label: shorten(label, 40), Y: page.Axis{Label: "x of neuron " + shorten(label, 16)}})
	}
	return t
}

// add adds the lines of one network, of the same times as those of the others.
func (t *traceFigure) add(network int, times []float64, values [][]float64) {
	t.times, t.chart.Views[0].X = times, times // of all views
	shown := t.r.shown[network]
	for v := range t.chart.Views {
		t.chart.Views[v].Lines = append(t.chart.Views[v].Lines, page.Line{Label: shorten(shown.name, 30), Style: shown.style, Values: values[v]})
	}
}

// addEnvelope adds the whole recording: of a bin of several frames its smallest and its largest value, one after the other.
func (t *traceFigure) addEnvelope(network int, frames *recording.Reader) error {
	bins, every, wide := t.r.Schedule.Frames, t.r.every(), t.r.binned()
	if wide {
		bins = t.r.bins()
	}
	e, err := recording.NewEnvelope(frames, t.columns, bins)
	if err != nil {
		return err
	}
	var times []float64
	for b := range len(e.First) - 1 {
		times = append(times, float64(e.First[b])*every)
		if wide {
			times = append(times, 0.5*float64(e.First[b]+e.First[b+1])*every)
		}
	}
	values := make([][]float64, len(t.columns))
	for v := range values {
		for b, low := range e.Low[v] {
			values[v] = append(values[v], low)
			if wide {
				values[v] = append(values[v], e.High[v][b])
			}
		}
	}
	t.add(network, times, values)
	return nil
}

// addFirst adds the first frames in full.
func (t *traceFigure) addFirst(network int, frames *recording.Reader) error {
	var times []float64
	values := make([][]float64, len(t.columns))
	err := eachFrame(frames, min(firstFrames, t.r.Schedule.Frames), func(k int, frame []float64) {
		times = append(times, float64(k)*t.r.every())
		for v, c := range t.columns {
			values[v] = append(values[v], frame[c])
		}
	})
	t.add(network, times, values)
	return err
}

func (t *traceFigure) figure() page.Part {
	title, caption := "Single neurons, the whole recording", "The activity of single neurons, "+traceReplicas+"."
	switch {
	case t.id == "first-frames":
		title, caption = "Single neurons, the first frames", "The first "+count(len(t.times))+" frames in full, "+traceReplicas+"."
	case t.r.binned():
		caption += fmt.Sprintf(" Of each of %s bins of about %s frames it shows the smallest value and the largest, one after the other, "+
			"so that no excursion is lost; the order of the two within a bin is not theirs.",
			count(t.r.bins()), number(float64(t.r.Schedule.Frames)/float64(t.r.bins())))
	default:
		caption += " All frames are shown."
	}
	if len(t.columns) < t.r.Neurons {
		caption += fmt.Sprintf(" %s of %s neurons can be chosen, at equal distances in their order.", count(len(t.columns)), count(t.r.Neurons))
	}
	if len(t.r.shown) > 1 {
		caption += " The networks have the same noise: the closer two lines are, the more alike they are."
	}
	return &page.Figure{ID: t.id, Title: title, Caption: caption, Chart: t.chart}
}
