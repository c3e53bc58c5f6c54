package report

import (
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"noiseprune/internal/testutil/browser"
)

// picture is a line chart that was saved as SVG.
type picture struct {
	XMLName    xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	Title      string   `xml:"title"`
	Background struct {
		Fill string `xml:"fill,attr"`
	} `xml:"rect"`
	Groups []pictureGroup `xml:"g"`
}

// pictureGroup is the legend, the axes or the lines of a picture.
type pictureGroup struct {
	Marks []pictureMark `xml:"line"`
	Texts []string      `xml:"text"`
	Paths []picturePath `xml:"path"`
}

type pictureMark struct {
	Class string  `xml:"class,attr"`
	X     float64 `xml:"x1,attr"`
	Y     float64 `xml:"y1,attr"`
}

type picturePath struct {
	Class  string `xml:"class,attr"`
	D      string `xml:"d,attr"`
	Stroke string `xml:"stroke,attr"`
}

// pointsOf returns the points of all paths of a class.
func (s *picture) pointsOf(t *testing.T, class string) (all [][][2]float64) {
	t.Helper()
	for _, path := range s.Groups[2].Paths {
		if path.Class != class {
			continue
		}
		var points [][2]float64
		for _, point := range strings.FieldsFunc(path.D, func(r rune) bool { return strings.ContainsRune("MLZ", r) }) {
			x, y, _ := strings.Cut(point, " ")
			at := [2]float64{}
			for k, text := range []string{x, y} {
				v, err := strconv.ParseFloat(text, 64)
				if err != nil {
					t.Fatalf("a path has %q: %v", point, err)
				}
				at[k] = v
			}
			points = append(points, at)
		}
		all = append(all, points)
	}
	return all
}

// shownPlot is what uPlot knows of a chart.
type shownPlot struct {
	Data             [][]*float64
	Labels, Legend   []string
	XSplits, YSplits []float64
	Low, High        float64
	XLog, YLog       bool
}

const lookAtPlot = `(id => {
	const figure = document.getElementById(id), p = plots.findLast(p => figure.contains(p.root));
	return {
		data: p.data, low: p.scales.x.min, high: p.scales.x.max, xLog: p.scales.x.distr === 3, yLog: p.scales.y.distr === 3,
		labels: p.axes.flatMap(a => a._values), xSplits: p.axes[0]._splits, ySplits: p.axes[1]._splits,
		legend: [...figure.querySelectorAll('.keys span')].map(e => e.textContent),
	};
})`

func savedPicture(t *testing.T, p *browser.Page, id string) (*picture, shownPlot) {
	t.Helper()
	name, content := p.Download(func() {
		p.Evaluate(fmt.Sprintf("[...document.querySelectorAll('#%s .save button')].find(b => b.textContent === 'SVG').click()", id), nil)
	})
	if name != id+".svg" {
		t.Errorf("saved as %q", name)
	}
	keepPicture(t, name, content)
	var s picture
	if err := xml.Unmarshal(content, &s); err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	if len(s.Groups) != 3 {
		t.Fatalf("%s: %d groups, want the legend, the axes and the lines", id, len(s.Groups))
	}
	var shown shownPlot
	p.Evaluate(fmt.Sprintf("%s(%q)", lookAtPlot, id), &shown)
	return &s, shown
}

// picturesOfCurves saves line charts as SVG from the dark theme, and zoomed ones too.
func picturesOfCurves(t *testing.T, b *browser.Browser, path string) {
	p := drawn(t, b, path, wideDark())
	for _, id := range []string{"errors", "traces", "slow-modes", "degrees", "weights"} {
		s, shown := savedPicture(t, p, id)
		pictureIsThePlot(t, id, s, shown)
		p.Evaluate(fmt.Sprintf("document.querySelector('#%s .chart > div').focus()", id), nil)
		p.Press("+", "+", "+")
		before := len(s.pointsOf(t, "line")[0])
		s, shown = savedPicture(t, p, id)
		pictureIsThePlot(t, id+" zoomed", s, shown)
		if after := len(s.pointsOf(t, "line")[0]); after >= before {
			t.Errorf("%s: %d points of %d when it is zoomed", id, after, before)
		}
	}
	for _, problem := range p.Problems() {
		t.Error(problem)
	}
}

// pictureIsThePlot: labels, legend, colours, and a path for each line and each band, whose points, read off by the ticks, are the data.
func pictureIsThePlot(t *testing.T, id string, s *picture, shown shownPlot) {
	t.Helper()
	axes, legend := s.Groups[1].Texts, s.Groups[0].Texts
	if labels := axes[:len(axes)-2]; !slices.Equal(labels, shown.Labels) || !slices.Equal(legend, shown.Legend) { // the last two name the axes
		t.Errorf("%s: labels %q and legend %q, want %q and %q", id, labels, legend, shown.Labels, shown.Legend)
	}
	light := []string{"#000000", "#c4201b", "#195fb9", "#6f6f6f"}
	for _, path := range s.Groups[2].Paths {
		if path.Class == "line" && !slices.Contains(light, path.Stroke) || s.Background.Fill != "#ffffff" || s.Title == "" {
			t.Errorf("%s: title %q, a line of %s on %s, not of the light theme", id, s.Title, path.Stroke, s.Background.Fill)
		}
	}
	lines, bands := s.pointsOf(t, "line"), s.pointsOf(t, "band")
	if len(lines) != len(shown.Legend) || len(lines)+2*len(bands) != len(shown.Data)-1 {
		t.Fatalf("%s: %d lines and %d bands of %d series", id, len(lines), len(bands), len(shown.Data)-1)
	}
	for k, line := range lines {
		pointsAreData(t, fmt.Sprintf("%s, line %d", id, k), line, s, shown, shown.Data[k+1])
	}
	for k, band := range bands {
		half := len(band) / 2
		slices.Reverse(band[half:])
		pointsAreData(t, fmt.Sprintf("%s, upper end %d", id, k), band[:half], s, shown, shown.Data[len(lines)+1+2*k])
		pointsAreData(t, fmt.Sprintf("%s, lower end %d", id, k), band[half:], s, shown, shown.Data[len(lines)+2+2*k])
	}
}

// placed maps values to where they are drawn, by the first and the last tick.
func placed(values []float64, at []float64, log bool) func(v float64) float64 {
	scale := func(v float64) float64 { return v }
	if log {
		scale = math.Log
	}
	low, high := scale(values[0]), scale(values[len(values)-1])
	return func(v float64) float64 {
		return at[0] + (scale(v)-low)/(high-low)*(at[len(at)-1]-at[0])
	}
}

// pointsAreData compares points with the values in the window and one more on each side. Coordinates are rounded to 0.01, those of the
// ticks too, which are at least a twentieth of the picture apart.
func pointsAreData(t *testing.T, what string, points [][2]float64, s *picture, shown shownPlot, values []*float64) {
	t.Helper()
	var xTicks, yTicks []float64
	for _, mark := range s.Groups[1].Marks {
		switch {
		case mark.Class != "tick":
		case len(xTicks) < len(shown.XSplits):
			xTicks = append(xTicks, mark.X)
		default:
			yTicks = append(yTicks, mark.Y)
		}
	}
	if len(xTicks) < 2 || len(yTicks) != len(shown.YSplits) || len(yTicks) < 2 {
		t.Fatalf("%s: ticks %v and %v", what, xTicks, yTicks)
	}
	x, y := placed(shown.XSplits, xTicks, shown.XLog), placed(shown.YSplits, yTicks, shown.YLog)
	abscissas := shown.Data[0]
	n := 0
	for k, v := range values {
		known := v != nil && abscissas[k] != nil
		before, after := k > 0 && abscissas[k-1] != nil && *abscissas[k-1] > shown.High, k+1 < len(values) && *abscissas[k+1] < shown.Low
		if !known || before || after {
			continue
		}
		if n < len(points) && (math.Abs(points[n][0]-x(*abscissas[k])) > 0.2 || math.Abs(points[n][1]-y(*v)) > 0.2) {
			t.Errorf("%s: point %d is at %v, want %.2f, %.2f", what, n, points[n], x(*abscissas[k]), y(*v))
			return
		}
		n++
	}
	if n != len(points) {
		t.Errorf("%s: %d points, want %d", what, len(points), n)
	}
}
