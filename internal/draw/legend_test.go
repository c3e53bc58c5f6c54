package draw

import (
	"math"
	"testing"
)

// TestVerticalAxisLeavesRoomForLegend: the axis grows until no mark reaches the legend, at its
// side only, and never where its end was given.
func TestVerticalAxisLeavesRoomForLegend(t *testing.T) {
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
		{"a logarithmic axis", Panel{Legend: TopRight, Y: Axis{Log: true}, Marks: []Mark{Line{
			Name: "steep", X: rising.X, Y: []float64{1, 10, 100, 1000, 10000},
		}}}, true},
		{"a band, not its line", Panel{Legend: TopLeft, Marks: []Mark{Line{
			Name: "band", X: rising.X, Y: rising.Y, Low: rising.Y, High: []float64{5, 5, 5, 5, 5},
		}}}, true},
	} {
		p := c.panel.printed()
		free := c.panel
		free.Legend = None
		q := free.printed()
		if grew := p.Y.Max-p.Y.Min > (q.Y.Max-q.Y.Min)*(1+1e-12); grew != c.grows {
			t.Errorf("%s: %g … %g, without a legend %g … %g", c.why, p.Y.Min, p.Y.Max, q.Y.Min, q.Y.Max)
		}
	}
}

// TestLineEndsBelowLegend: the highest point under a legend of one entry is at the share of the
// height that the legend leaves.
func TestLineEndsBelowLegend(t *testing.T) {
	rising := Line{Name: "rising", X: []float64{0, 1, 2, 3, 4}, Y: []float64{1, 2, 3, 4, 5}}
	p := Panel{Legend: TopRight, Marks: []Mark{rising}}.printed()
	if share := (5 - p.Y.Min) / (p.Y.Max - p.Y.Min); math.Abs(share-(1-entryHeight)) > 1e-12 {
		t.Errorf("the line reaches %g of the height", share)
	}
}
