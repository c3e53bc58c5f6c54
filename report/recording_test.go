package report

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"noiseprune/internal/page"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/recording"
	"noiseprune/sim"
)

// recordedRing is a recording of two small linear networks with all that a page can have.
func recordedRing(t testing.TB, frames float64) recordedCase {
	t.Helper()
	net := ringWithChords(t, 30)
	s := sim.DefaultRecordSpec()
	s.Network.Source = "ring.mtx"
	s.Record.Every, s.Record.Duration, s.Record.Replicas = sim.Exactly(0.01), frames*0.01, 2
	s.Statistics.Lags, s.Statistics.Segment, s.Statistics.Pairs = sim.Exactly(0.2), sim.Exactly(32), []string{"cell0>cell1"}
	groups := &sim.Groups{Names: []string{"even", "odd"}, Of: make([]int, 30)}
	for i := range groups.Of {
		groups.Of[i] = i % 2
	}
	return recordCase(t, s, sim.RecordInput{
		Networks: []*network.Network{net, testnet.Thinned(t, net)}, Neurons: numbered(30), Groups: groups,
	}, "original", "thinned")
}

func recordingPage(t testing.TB, c recordedCase) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestRecordingPageHasAllParts: one well-formed document that loads nothing, with all figures of what the recording has and no other.
func TestRecordingPageHasAllParts(t *testing.T) {
	all := []string{"traces", "first-frames", "raster", "neuron-distributions", "covariances", "spectra", "pair-covariances", "pair-spectra",
		"group-covariances", "group-spectra", "stimulus", "active-sizes"}
	ring, pulses := recordedRing(t, 5000), recordedStimulus(t)
	for _, row := range []struct {
		reason  string
		c       recordedCase
		figures []string
		says    []string
	}{
		{"two linear networks", ring, all[:10], []string{
			"All 30 neurons of 2 networks, under the same noise, were recorded over a time of 50: 5,000 frames in each of 2 replicas",
			"in standard errors and as root mean squares: variances by " + number(*ring.Networks[0].Statistics.VarianceZ),
			"The theory's conditions", "All networks", "Of each of 1,250 bins",
		}},
		{"a rectified one with a stimulus", pulses, []string{"stimulus", "traces", "raster", "neuron-distributions", "active-sizes", "covariances", "spectra"},
			[]string{"5 of 40 neurons", "3: sine 0.5 period 10", "active fraction", "All frames are shown."}},
	} {
		text := recordingPage(t, row.c)
		counts, attributes, words := elements(t, text)
		for _, id := range all {
			want := false
			for _, f := range row.figures {
				want = want || f == id
			}
			if has := strings.Contains(text, `<figure id="`+id+`"`); has != want {
				t.Errorf("%s: figure %s is there: %t, want %t", row.reason, id, has, want)
			}
		}
		if counts["img"]+counts["link"]+counts["iframe"]+attributes["src"]+attributes["onclick"] != 0 {
			t.Errorf("%s: the page is not self-contained", row.reason)
		}
		for _, want := range append(row.says, "seed: 1", "simulate record", "noise strength σ") {
			if !strings.Contains(words, want) {
				t.Errorf("%s: the page does not say %q", row.reason, want)
			}
		}
		if again := recordingPage(t, row.c); again != text {
			t.Errorf("%s: the same recording gives another page", row.reason)
		}
	}
}

// TestNeuronsThatDoNotVary: the page says how many there are and what they lack, of each network that has some, and does not say that
// their lags are too short.
func TestNeuronsThatDoNotVary(t *testing.T) {
	for _, row := range []struct {
		reason   string
		silent   int
		says     string
		saysNone string
	}{
		{"none", 0, "The autocorrelation time of a typical neuron is", "the same in all frames"},
		{"one", 1, "One neuron is the same in all frames: it has the variance 0, no autocorrelation time", "whose lags reach far enough"},
		{"some", 3, "3 neurons are the same in all frames: they have the variance 0, no autocorrelation time", "whose lags reach far enough"},
		{"all", 6, "No neuron varies, so that there are no autocorrelation times.", "do not reach far enough:"},
	} {
		parts := testnet.FeedForward(t, 6).Parts() // the first neurons are driven by those before them alone
		parts.Activation, parts.Noise.Strengths = network.Rectified, network.UniformLeak(6, 1)
		clear(parts.Noise.Strengths[:row.silent])
		net, err := network.New(parts)
		if err != nil {
			t.Fatal(err)
		}
		s := sim.DefaultRecordSpec()
		s.Network.Source, s.Network.Activation = "chain.mtx", network.Rectified
		s.Record.Duration, s.Statistics.Lags, s.Statistics.Segment = 200, sim.Exactly(10.0), sim.Exactly(32)
		s.Statistics.Pairs = []string{"0>1"}
		text := recordingPage(t, recordCase(t, s, sim.RecordInput{Networks: []*network.Network{net}, Neurons: numbered(6)}, "chain"))
		_, _, words := elements(t, text)
		if !strings.Contains(words, row.says) || strings.Contains(words, row.saysNone) {
			t.Errorf("%s: the page does not say %q, or says %q", row.reason, row.says, row.saysNone)
		}
	}
}

// TestRecordingWithoutFrames: the parts that show frames are left out, the statistics are there.
func TestRecordingWithoutFrames(t *testing.T) {
	c := recordedRing(t, 600)
	var b bytes.Buffer
	if err := WriteRecording(&b, c.Recording, c.names, nil); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if strings.Contains(text, `id="traces"`) || strings.Contains(text, `id="activity"`) || !strings.Contains(text, `id="spectra"`) {
		t.Error("the page has frames, or lacks statistics")
	}
}

// TestWrongFrames: files that cannot be opened, and those of another recording, are errors that say which.
func TestWrongFrames(t *testing.T) {
	c, other := recordedRing(t, 600), recordedRing(t, 700)
	missing := errors.New("no such file")
	for _, row := range []struct {
		reason, want string
		open         OpenFrames
	}{
		{"missing", "the frames of original: no such file", func(int, int) (*recording.Reader, error) { return nil, missing }},
		{"of another recording", "the frames of original: the file has 700 frames of 30 neurons, the recording 600 of 30; " +
			"give the files of this recording", other.frames.open},
	} {
		if err := WriteRecording(&bytes.Buffer{}, c.Recording, c.names, row.open); err == nil || err.Error() != row.want {
			t.Errorf("%s: error %v, want %q", row.reason, err, row.want)
		}
	}
	if err := WriteRecording(&limitedWriter{0}, c.Recording, c.names, c.frames.open); !errors.Is(err, errFull) {
		t.Errorf("error %v, want the writer's", err)
	}
}

// TestRecordingMisuse: no recording, and another number of names than networks, are programmers' mistakes.
func TestRecordingMisuse(t *testing.T) {
	c := recordedRing(t, 600)
	for want, call := range map[string]func() error{
		"report: no recording": func() error { return WriteRecording(&bytes.Buffer{}, nil, nil, nil) },
		"report: 1 names, 2 series and 2 networks of a recording of 2": func() error {
			return WriteRecording(&bytes.Buffer{}, c.Recording, []string{"one"}, nil)
		},
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("panic %v, want %q", got, want)
				}
			}()
			_ = call()
		}()
	}
}

// allFrames reads the frames of the first replica of a network.
func allFrames(t testing.TB, c recordedCase, network int) [][]float64 {
	t.Helper()
	r, err := c.frames.open(network, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	frames := make([][]float64, r.Frames())
	for k := range frames {
		frames[k] = make([]float64, r.Columns())
		if err := r.ReadFrames(frames[k], int64(k)); err != nil {
			t.Fatal(err)
		}
	}
	return frames
}

// framesShown returns the figures of the frames of a recording.
func framesShown(t testing.TB, c recordedCase) map[string]page.Chart {
	t.Helper()
	parts, err := newRecorded(c.Recording, c.names).frameParts(c.frames.open)
	if err != nil {
		t.Fatal(err)
	}
	charts := map[string]page.Chart{}
	for _, p := range parts {
		f := p.(*page.Figure)
		charts[f.ID] = f.Chart
	}
	return charts
}

// TestTracesAreTheFrames: of every bin the smallest and the largest of its frames, and the first frames one by one, of the neuron that
// the view names, at their times.
func TestTracesAreTheFrames(t *testing.T) {
	c := recordedRing(t, 5003) // no multiple of the bins
	charts := framesShown(t, c)
	const bins = 1250
	for k := range c.names {
		frames := allFrames(t, c, k)
		for v, view := range charts["traces"].(*page.Curves).Views {
			neuron := labelled(t, c, view.Label)
			var want, times []float64
			for b := range bins {
				first, last := b*5003/bins, (b+1)*5003/bins
				low, high := math.Inf(1), math.Inf(-1)
				for f := first; f < last; f++ {
					low, high = min(low, frames[f][neuron]), max(high, frames[f][neuron])
				}
				want, times = append(want, low, high), append(times, float64(first)*0.01, float64(first+last)/2*0.01)
			}
			same(t, fmt.Sprintf("%s: %s", c.names[k], view.Label), view.Lines[k].Values, want)
			if v == 0 {
				same(t, "times", view.X, times)
			}
		}
		for _, view := range charts["first-frames"].(*page.Curves).Views {
			neuron := labelled(t, c, view.Label)
			var want []float64
			for _, frame := range frames[:1000] {
				want = append(want, frame[neuron])
			}
			same(t, "first frames of "+view.Label, view.Lines[k].Values, want)
		}
	}
}

// labelled returns the neuron of a label.
func labelled(t testing.TB, c recordedCase, label string) int {
	t.Helper()
	for i := range c.Data.Networks[0].Neurons() {
		if c.Data.Networks[0].Label(i) == label {
			return i
		}
	}
	t.Fatalf("no neuron %q", label)
	return -1
}

// TestRasterIsTheFrames: each cell has, of its frames, the one that is farthest from the mean, to half of what colours are rounded to.
func TestRasterIsTheFrames(t *testing.T) {
	c := recordedRing(t, 5003)
	chart := framesShown(t, c)["raster"].(*page.Raster)
	if len(chart.Rows) != 30 || len(chart.Views) != 4 {
		t.Fatalf("%d rows and %d views", len(chart.Rows), len(chart.Views))
	}
	for v, view := range chart.Views {
		frames, lagged := allFrames(t, c, v/2), c.Data.Of[v/2].Lagged
		size := int(math.Round(view.Step / 0.01))
		if size != []int{6, 1}[v%2] {
			t.Fatalf("%s: %d frames a column", view.Label, size)
		}
		for row, label := range chart.Rows {
			neuron := labelled(t, c, label)
			for column := range view.Columns {
				want := 0.0
				for _, frame := range frames[column*size : min((column+1)*size, len(frames))] {
					if z := (frame[neuron] - lagged.Mean[neuron]) / math.Sqrt(lagged.Auto[neuron][0]); math.Abs(z) > math.Abs(want) {
						want = z
					}
				}
				got := (float64(view.Cells[row*view.Columns+column]) - 128) / 127 * view.Largest
				if math.Abs(got-want) > view.Largest/254*(1+1e-9) {
					t.Fatalf("%s, %s, column %d: %v, want %v", view.Label, label, column, got, want)
				}
			}
		}
	}
}

// TestQuantized: bytes from 1 to 255 about 128; 0 is missing.
func TestQuantized(t *testing.T) {
	largest, cells := quantized([]float64{-2, 2, 0, 1, math.NaN(), math.Inf(1)})
	if largest != 2 || !bytes.Equal(cells, []byte{1, 255, 128, 192, 0, 0}) { // 128 + 63.5, to even
		t.Errorf("%v, %v", largest, cells)
	}
	if largest, cells := quantized([]float64{0, 0}); largest != 0 || !bytes.Equal(cells, []byte{128, 128}) {
		t.Errorf("of zeros: %v, %v", largest, cells)
	}
}

// TestStimulusCurves: means of the closed form over each interval; neurons with the same input share a curve.
func TestStimulusCurves(t *testing.T) {
	c := recordedStimulus(t)
	views := newRecorded(c.Recording, c.names).stimulusCurves().(*page.Figure).Chart.(*page.Curves).Views
	if len(views) != 2 || views[0].Label != "0 and 1 other" || views[1].Label != "3" {
		t.Fatalf("views %q", []string{views[0].Label, views[len(views)-1].Label})
	}
	width := c.Duration / 1000
	for k, at := range views[0].X {
		pulse := 0.0 // of the interval, what lies in a pulse
		for _, from := range []float64{5, 25, 45} {
			pulse += max(0, min(at+width/2, from+1)-max(at-width/2, from)) / width
		}
		sine := 0.5 * (math.Cos(2*math.Pi*(at-width/2)/10) - math.Cos(2*math.Pi*(at+width/2)/10)) * 10 / (2 * math.Pi) / width
		if math.Abs(views[0].Lines[0].Values[k]-pulse) > 1e-9 || math.Abs(views[1].Lines[0].Values[k]-sine) > 1e-9 {
			t.Fatalf("at %v: %v and %v, want %v and %v", at, views[0].Lines[0].Values[k], views[1].Lines[0].Values[k], pulse, sine)
		}
	}
}

// TestEvenly: at most so many numbers, from 0 on, at equal distances.
func TestEvenly(t *testing.T) {
	for _, row := range []struct {
		n, count int
		want     string
	}{{3, 12, "[0 1 2]"}, {10, 3, "[0 3 6]"}, {4, 4, "[0 1 2 3]"}, {1, 12, "[0]"}} {
		if got := fmt.Sprint(evenly(row.n, row.count)); got != row.want {
			t.Errorf("%d of %d: %s, want %s", row.count, row.n, got, row.want)
		}
	}
}

// TestSizeOfRecordingPages: under 5 MB, also with more networks than figures show, long spectra and many pairs.
func TestSizeOfRecordingPages(t *testing.T) {
	const n = 520
	net := ringWithChords(t, n)
	s := sim.DefaultRecordSpec()
	s.Network.Source = "ring.mtx"
	s.Record.Every, s.Record.Duration, s.Record.Start = sim.Exactly(0.01), 25, sim.Start{Kind: sim.ZeroStart}
	s.Statistics.Lags, s.Statistics.Segment = sim.Exactly(0.1), sim.Exactly(1024)
	for k := range 30 {
		s.Statistics.Pairs = append(s.Statistics.Pairs, fmt.Sprintf("cell%d>cell%d", k, k+1))
	}
	in, names := sim.RecordInput{Networks: []*network.Network{net}, Neurons: numbered(n)}, []string{"original"}
	for len(names) < 7 {
		names = append(names, fmt.Sprintf("thinned %d", len(names)))
		in.Networks = append(in.Networks, testnet.Thinned(t, net))
	}
	text := recordingPage(t, recordCase(t, s, in, names...))
	if t.Logf("%d bytes", len(text)); len(text) > 5_000_000 {
		t.Errorf("%d bytes, want 5 MB at most", len(text))
	}
	for _, want := range []string{
		"Figures show the first 6 networks; 1 more are in the tables alone.", "thinned 6", "The first 3 pairs are shown; 27 more",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}
