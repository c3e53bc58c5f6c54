package draw

import (
	"math"
	"testing"
)

// The axis grows until no mark reaches the legend, at its side only, and never where its
// end was given.
func TestClearLegend(t *testing.T) {
	rising := Line{Name: "rising", X: []float64{0, 1, 2, 3, 4}, Y: []float64{1, 2, 3, 4, 5}}
	for _, c := range []struct {
		why   string
		panel Panel
		grows bool
	}{
		{"the line ends under the legend", Panel{Legend: TopRight, Marks: []Mark{rising}}, true},
		{"the line ends at the other side", Panel{Legend: TopLeft, Marks: []Mark{rising}}, false},
		{"the line starts over the legend", Panel{Legend: BottomLeft, Marks: []Mark{rising}}, true},
		{"no legend", Panel{Marks: []Mark{rising}}, false},
		{"the end was given", Panel{Legend: TopRight, Y: Axis{To: At(5)}, Marks: []Mark{rising}}, false},
		{"a logarithmic axis", Panel{Legend: TopRight, Y: Axis{Log: true}, Marks: []Mark{Line{Name: "steep", X: rising.X, Y: []float64{1, 10, 100, 1000, 10000}}}}, true},
		{"a band, not its line", Panel{Legend: TopLeft, Marks: []Mark{Line{
			Name: "band", X: rising.X, Y: rising.Y, Low: rising.Y, High: []float64{5, 5, 5, 5, 5},
		}}}, true},
	} {
		p := c.panel.plot()
		free := c.panel
		free.Legend = None
		q := free.plot()
		if grew := p.Y.Max-p.Y.Min > (q.Y.Max-q.Y.Min)*(1+1e-12); grew != c.grows {
			t.Errorf("%s: %g … %g, without a legend %g … %g", c.why, p.Y.Min, p.Y.Max, q.Y.Min, q.Y.Max)
		}
	}
	log := Panel{Y: Axis{Log: true, From: At(1e-4), To: At(100)}, Marks: []Mark{rising}}.plot()
	if math.Abs(log.Y.Min+4) > 1e-12 || math.Abs(log.Y.Max-2) > 1e-12 {
		t.Errorf("a logarithmic axis of %g … %g decades", log.Y.Min, log.Y.Max)
	}
	if ticks := log.Y.Tick.Marker.Ticks(-4, 2); math.Abs(ticks[0].Value+4) > 1e-12 || ticks[0].Label != "1e−4" {
		t.Errorf("its first tick %+v", ticks[0])
	}
	p := Panel{Legend: TopRight, Marks: []Mark{rising}}.plot()
	if share := (5 - p.Y.Min) / (p.Y.Max - p.Y.Min); math.Abs(share-(1-legendLine)) > 1e-12 {
		t.Errorf("the line reaches %g of the height", share)
	}
}

// The font of a PNG has no raised minus.
func TestPlainPower(t *testing.T) {
	for label, want := range map[string]string{"10⁻⁴": "1e−4", "2 × 10⁻¹²": "2e−12", "10⁴": "10⁴", "0.01": "0.01", "": "", "−3×10⁻⁵": "−3e−5"} {
		if got := plainPower(label); got != want {
			t.Errorf("%q: got %q, want %q", label, got, want)
		}
	}
}
