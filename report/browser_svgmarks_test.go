package report

import (
	"encoding/xml"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"noiseprune/internal/testutil/browser"
)

// markPicture is a figure of cells or dots that was saved as SVG, by ECharts.
type markPicture struct {
	XMLName    xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	Width      float64  `xml:"width,attr"`
	Background struct {
		Fill string `xml:"fill,attr"`
	} `xml:"rect"`
	Texts []struct {
		Fill string `xml:"fill,attr"`
	} `xml:"text"`
	Paths []markPath `xml:"path"`
}

type markPath struct {
	Kind      string `xml:"ecmeta_ssr_type,attr"` // "chart" for marks
	D         string `xml:"d,attr"`
	Transform string `xml:"transform,attr"`
}

// center returns where a cell (M, its corner, then its width and its height) or a dot (the last two numbers of a matrix) stands.
func (m markPath) center(t *testing.T) [2]float64 {
	t.Helper()
	var a, b, c, d, x, y float64
	if n, _ := fmt.Sscanf(m.Transform, "matrix(%f,%f,%f,%f,%f,%f)", &a, &b, &c, &d, &x, &y); n == 6 {
		return [2]float64{x, y}
	}
	if n, err := fmt.Sscanf(m.D, "M%f %fl%f 0l0 %f", &x, &y, &a, &b); n < 4 {
		t.Fatalf("a mark has the path %q and the transform %q: %v", m.D, m.Transform, err)
	}
	return [2]float64{x + a/2, y + b/2}
}

func (s *markPicture) centers(t *testing.T) (all [][2]float64) {
	t.Helper()
	for _, path := range s.Paths {
		if path.Kind == "chart" {
			all = append(all, path.center(t))
		}
	}
	return all
}

// lookAtMarks returns where the marks are that ECharts shows now.
const lookAtMarks = `(id => {
	const chart = charts.echarts.getInstanceByDom(document.querySelector('#' + id + ' .chart > div'));
	return chart.getOption().series.flatMap((s, seriesIndex) => s.data.map(d => chart.convertToPixel({ seriesIndex }, d.slice(0, 2)))
		.filter(at => chart.containPixel({ seriesIndex }, at)));
})`

func savedMarks(t *testing.T, p *browser.Page, id, name string) *markPicture {
	t.Helper()
	_, content := p.Download(func() {
		p.Evaluate(fmt.Sprintf("[...document.querySelectorAll('#%s .save button')].find(b => b.textContent === 'SVG').click()", id), nil)
	})
	keepPicture(t, name+".svg", content)
	var s markPicture
	if err := xml.Unmarshal(content, &s); err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	if s.Background.Fill != "#ffffff" {
		t.Errorf("%s: on %s, not of the light theme", name, s.Background.Fill)
	}
	for _, text := range s.Texts {
		if text.Fill != "#1a1a1a" {
			t.Errorf("%s: a text of the colour %s, not of the light theme", name, text.Fill)
			break
		}
	}
	for _, dark := range []string{"#ff6f61", "#6aa8ff", "#a0a0a0", "#e6e6e4", "#3a3d42"} {
		if strings.Contains(string(content), dark) {
			t.Errorf("%s: has the colour %s of the dark theme", name, dark)
		}
	}
	var width float64
	p.Evaluate(fmt.Sprintf("document.querySelector('#%s canvas').clientWidth", id), &width)
	if s.Width != width {
		t.Errorf("%s: %g wide, want %g as on the page", name, s.Width, width)
	}
	return &s
}

// keepPicture writes a picture for a person to look at, where they are asked for.
func keepPicture(t *testing.T, name string, content []byte) {
	t.Helper()
	if folder := os.Getenv(picturesFolder); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Error(err)
		}
	}
}

// picturesOfMarks saves figures of cells and dots as SVG from the dark theme: light, and of what is shown, also when they are zoomed.
func picturesOfMarks(t *testing.T, b *browser.Browser, path string) {
	p := drawn(t, b, path, wideDark())
	savedMarks(t, p, "distributions", "distributions")
	for _, id := range []string{"weights-matrix", "correlations", "kept", "probabilities"} {
		all := sameMarks(t, p, id, id)
		p.Evaluate(fmt.Sprintf("document.querySelector('#%s .chart > div').focus()", id), nil)
		p.Press("+", "+", "+")
		if part := sameMarks(t, p, id, id+" zoomed"); part == 0 || part >= all {
			t.Errorf("%s: %d marks of %d when it is zoomed", id, part, all)
		}
	}
	for _, problem := range p.Problems() {
		t.Error(problem)
	}
}

// sameMarks saves a figure and returns the number of its marks, which are where those of the page are. Coordinates of cells are rounded
// to 0.1, and cells overlap by half a pixel.
func sameMarks(t *testing.T, p *browser.Page, id, name string) int {
	t.Helper()
	got := savedMarks(t, p, id, name).centers(t)
	var want [][2]float64
	p.Evaluate(fmt.Sprintf("%s(%q)", lookAtMarks, id), &want)
	if len(got) != len(want) {
		t.Errorf("%s: %d marks, want %d", name, len(got), len(want))
		return len(got)
	}
	farthest := 0.0
	for k, at := range got { // in the order of the data
		farthest = max(farthest, math.Abs(at[0]-want[k][0]), math.Abs(at[1]-want[k][1]))
	}
	if farthest > 0.5 {
		t.Errorf("%s: a mark is %.2f pixels from where it is on the page", name, farthest)
	}
	return len(got)
}
