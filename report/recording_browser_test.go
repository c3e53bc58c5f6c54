package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"noiseprune/internal/testutil/browser"
)

// TestRecordingInABrowser opens the pages of recordings of a connectome, of a stimulus and of 10,000 neurons in one browser.
func TestRecordingInABrowser(t *testing.T) {
	b := browser.Start(t)
	small, pulses, large := recordedConnectome(t), recordedStimulus(t), recordedLarge(t)
	paths := map[string]string{"recording": save(t, small.write), "stimulus": save(t, pulses.write), "recording-large": save(t, large.write)}
	for _, name := range []string{"recording", "stimulus", "recording-large"} {
		t.Run(name, func(t *testing.T) { looks(t, b, name, paths[name]) })
	}
	t.Run("numbers", func(t *testing.T) { numbersOfRecording(t, b, paths["recording"], small) })
	t.Run("numbers of a stimulus", func(t *testing.T) { numbersOfRecording(t, b, paths["stimulus"], pulses) })
	t.Run("marks", func(t *testing.T) { marksOfRecording(t, b, paths["recording"], small) })
	t.Run("raster", func(t *testing.T) { readingRaster(t, b, paths["recording"], small) })
	t.Run("keyboard", func(t *testing.T) { keyboard(t, b, paths["recording"]) })
	t.Run("zooming", func(t *testing.T) { zoomingRecording(t, b, paths["recording"]) })
	t.Run("saving", func(t *testing.T) { savingRecording(t, b, paths["recording"]) })
	t.Run("printing", func(t *testing.T) { printing(t, b, paths["recording"]) })
	t.Run("large is quick", func(t *testing.T) {
		p := drawn(t, b, paths["recording-large"], wideLight())
		if taken := p.ProcessorTime(); taken > 2*time.Second {
			t.Errorf("read and drawn in %v, want 2 s at most", taken)
		} else {
			t.Logf("read and drawn in %v", taken)
		}
		blank(t, p)
	})
}

// numbersOfRecording: every number of the facts and tables is one of the recording's.
func numbersOfRecording(t *testing.T, b *browser.Browser, path string, c recordedCase) {
	p := b.Open(t, path, wideLight())
	all := leaves(t, c.Recording)
	rec := newRecorded(c.Recording, c.names)
	for _, n := range rec.shown {
		series := []estimated{{lagged: n.series.Lagged}}
		if n.series.Groups != nil {
			series = append(series, estimated{lagged: n.series.Groups.Lagged})
		}
		for _, s := range series {
			times, errors := rec.correlationTimes(s.lagged)
			all = slices.Concat(all, s.lagged.Mean, s.lagged.MeanErrors, deviations(s.lagged), times, errors)
		}
		if n.series.Active != nil {
			all = slices.Concat(all, n.series.Active.Fraction, n.series.Active.FractionErrors)
		}
	}
	all = append(all, slices.Min(c.Data.Networks[0].NoiseLevels()), slices.Max(c.Data.Networks[0].NoiseLevels()))
	allAmong(t, p, all)
	var rows [][]string
	p.Evaluate(`[...document.querySelectorAll('#neurons tbody tr')].map(row => [...row.cells].map(c => c.firstChild.textContent))`, &rows)
	if len(rows) != c.Neurons {
		t.Fatalf("%d rows, want %d", len(rows), c.Neurons)
	}
	lagged := c.Data.Of[0].Lagged
	for _, row := range rows {
		k := slices.Index(c.Data.Neurons, labelled(t, c, row[0]))
		for cell, want := range map[int]float64{2: math.Sqrt(lagged.Auto[k][0]), 3: lagged.Mean[k]} {
			if got := numbersIn(t, row[cell]); len(got) != 1 || !got[0].among([]float64{want}) {
				t.Errorf("%q: cell %d, want %v", row, cell, want)
			}
		}
	}
}

// marksOfRecording: lines have the estimates and the exact values of the recording.
func marksOfRecording(t *testing.T, b *browser.Browser, path string, c recordedCase) {
	p := drawn(t, b, path, wideLight())
	of, frames := c.Data.Of, allFrames(t, c, 0)
	var first []float64
	for _, frame := range frames[:1000] {
		first = append(first, frame[0])
	}
	same(t, "first frames", plotted(p, "first-frames", 1), first)
	for line, want := range [][]float64{of[0].Lagged.Auto[0], of[0].Exact.Lagged[0], of[1].Lagged.Auto[0], of[1].Exact.Lagged[0]} {
		same(t, fmt.Sprintf("covariances, line %d", line+1), plotted(p, "covariances", line+1), want)
	}
	for line, want := range [][]float64{of[0].Welch.Density[0], of[0].Exact.Density[0], of[1].Welch.Density[0], of[1].Exact.Density[0]} {
		same(t, fmt.Sprintf("spectra, line %d", line+1), plotted(p, "spectra", line+1), want[1:])
	}
	same(t, "frequencies", plotted(p, "spectra", 0), of[0].Welch.Frequencies[1:])
	same(t, "cross-covariances", plotted(p, "pair-covariances", 1), of[0].Lagged.Cross[0])
	same(t, "coherence", plotted(p, "pair-spectra", 2), of[1].Welch.Coherence[0][1:])
	same(t, "means of groups", plotted(p, "group-covariances", 1), of[0].Groups.Lagged.Auto[0])
	band := plotted(p, "covariances", 5) // the upper end of the first, after four lines
	if want := of[0].Lagged.Auto[0][0] + 2*of[0].Lagged.AutoErrors[0][0]; math.Abs(band[0]-want) > 1e-5*want {
		t.Errorf("the band reaches to %v, want %v", band[0], want)
	}
	p.Evaluate("document.querySelector('#covariances select').focus()", nil)
	p.Press(kb.ArrowDown)
	same(t, "covariances of the second view", plotted(p, "covariances", 1), of[0].Lagged.Auto[labelled(t, c, chosen(p, "covariances"))])
}

// chosen returns the view that a figure shows.
func chosen(p *browser.Page, id string) (label string) {
	p.Evaluate(fmt.Sprintf("document.querySelector('#%s select').selectedOptions[0].textContent", id), &label)
	return label
}

// readingRaster points at a cell: its neuron, time and value are said, and the pixel there has the colour of the value's sign.
func readingRaster(t *testing.T, b *browser.Browser, path string, c recordedCase) {
	p := drawn(t, b, path, wideLight())
	var at struct {
		X, Y   float64
		Colour []float64
	}
	p.Evaluate(`(() => {
		document.getElementById('raster').scrollIntoView({ block: 'center' });
		const plot = plots.findLast(p => document.getElementById('raster').contains(p.root)), box = plot.over.getBoundingClientRect();
		const [from, to] = plot.data[0].slice(100, 102); // a cell is more than a pixel wide and high: take its middle
		const x = Math.floor(plot.valToPos((from + to) / 2, 'x')), y = Math.floor(plot.valToPos(77.5, 'y'));
		return { x: box.left + x, y: box.top + y, colour: [...plot.ctx.getImageData(plot.bbox.left + x, plot.bbox.top + y, 1, 1).data] };
	})()`, &at)
	p.Point(at.X, at.Y)
	p.Wait(`document.querySelector('#raster .reading').textContent.startsWith('neuron ')`)
	says := text(p, "#raster .reading")
	parts := strings.Split(says, " · ")
	if len(parts) != 3 {
		t.Fatalf("the raster says %q", says)
	}
	neuron := labelled(t, c, strings.TrimPrefix(parts[0], "neuron "))
	_, start, _ := strings.Cut(parts[1], "): ")
	time, value := numbersIn(t, start)[0].value, numbersIn(t, parts[2])[0].value
	want, lagged := 0.0, c.Data.Of[0].Lagged
	const columns = 600_000 / 4 / 300 // of four views of 300 rows
	size := (c.Schedule.Frames + columns - 1) / columns
	first := int(math.Round(time/0.01)) / size * size
	for _, frame := range allFrames(t, c, 0)[first:min(first+size, c.Schedule.Frames)] {
		if z := (frame[neuron] - lagged.Mean[neuron]) / math.Sqrt(lagged.Auto[neuron][0]); math.Abs(z) > math.Abs(want) {
			want = z
		}
	}
	if math.Abs(value-want) > 0.05 {
		t.Errorf("%q, want %v", says, want)
	}
	if red := at.Colour[0] > at.Colour[2]; red != (want > 0) {
		t.Errorf("the colour of %v is %v", want, at.Colour)
	}
}

// zoomingRecording zooms every figure of lines and the raster by the keyboard, and shows all again.
func zoomingRecording(t *testing.T, b *browser.Browser, path string) {
	p := drawn(t, b, path, wideLight())
	for _, id := range []string{"traces", "first-frames", "raster", "covariances", "spectra", "pair-spectra"} {
		p.Evaluate(fmt.Sprintf("document.querySelector('#%s .chart > div').focus()", id), nil)
		seenAndSaid(t, p, id)
		whole := windowOf(p, id)
		p.Press("+", "+", "+")
		part := windowOf(p, id)
		if part[0][0] <= whole[0][0] || part[0].width() > 0.5*whole[0].width() {
			t.Errorf("%s: + shows %v of %v", id, part, whole)
		}
		if says := text(p, "#"+id+" .reading"); !strings.HasPrefix(says, "Shown: ") {
			t.Errorf("%s: says %q of what it shows", id, says)
		}
		moving(t, p, id, whole, part)
		shiftReads(t, p, id)
		p.Press("0")
		sameWindow(t, id, "after 0", windowOf(p, id), whole)
		passesOn(t, p, id)
	}
	for _, problem := range p.Problems() {
		t.Error(problem)
	}
}

// savingRecording saves every figure in all ways.
func savingRecording(t *testing.T, b *browser.Browser, path string) {
	p := drawn(t, b, path, wideLight())
	var names []string
	p.Evaluate(`[...document.querySelectorAll('.save button')].map(b => b.closest('figure').id + '.' + b.textContent.toLowerCase())`, &names)
	rows := map[string]int{"raster.csv": 300, "first-frames.csv": 1000, "covariances.csv": 31}
	for k, want := range names {
		name, content := p.Download(func() {
			p.Evaluate(fmt.Sprintf("document.querySelectorAll('.save button')[%d].focus()", k), nil)
			p.Press(kb.Enter)
		})
		if name != want {
			t.Errorf("saved as %q, want %q", name, want)
		}
		if err := decode(name, content, rows[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !slices.Contains(names, "raster.svg") || len(names) < 28 {
		t.Errorf("%d buttons: %q", len(names), names)
	}
}
