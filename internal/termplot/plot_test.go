package termplot

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func plain(_ int, text string) string { return text }

func number(v float64) string { return fmt.Sprintf("%.3g", v) }

// TestDraw: a line between two corners on linear axes, and y = x², which is straight on logarithmic ones.
func TestDraw(t *testing.T) {
	linear, logarithmic := Axis{Text: number}, Axis{Log: true, Text: number}
	level := 10.0
	for _, row := range []struct {
		why  string
		plot Plot
		want string
	}{
		{"linear axes", Plot{Title: "title", X: linear, Y: linear, Lines: []Line{
			{"rising", 'o', []float64{0, 4}, []float64{0, 100}}, {"flat", 'x', []float64{0, 4}, []float64{50, 50}},
		}}, `title
  o rising  x flat
        │                       ⢀⣀⡠⠤⠔⠒⠊o
      50┤x⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣠⣤⣔⣒⣊⣉⣁⣀⣀⣀⣀⣀⣀x
        │       ⢀⣀⡠⠤⠔⠒⠊⠉⠁
       0┤o⡠⠤⠔⠒⠊⠉⠁
        └┬──────┬───────┬───────┬──────┬
         0      1       2       3      4
`},
		{"logarithmic axes and a level", Plot{Title: "title", X: logarithmic, Y: logarithmic, Level: &level, Lines: []Line{
			{"square", 'o', []float64{1, 2, 10}, []float64{1, 4, 100}},
		}}, `title
  o square
        │                       ⣀⣀⡠⠤⠔⠒⠊o
      10┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈⢀⣀⣀⠤⠤⠒⠒⠉⠉┈┈┈┈┈┈┈┈
        │      ⢀⣀⡠o⠔⠒⠊⠉⠁
       1┤o⠤⠤⠒⠊⠉⠁
        └┬────────┬───────────┬────────┬
         1        2           5       10
`},
		{"a gap where a number is missing", Plot{Title: "title", X: linear, Y: linear, Lines: []Line{
			{"parts", 'o', []float64{0, 1, 2, 3, 4}, []float64{0, 0, math.NaN(), 3, 3}},
		}}, `title
  o parts
        │                       o⠉⠉⠉⠉⠉⠉o
       2┤
        │
       0┤o⣀⣀⣀⣀⣀⣀o
        └┬──────┬───────┬───────┬──────┬
         0      1       2       3      4
`},
		{"nothing to draw", Plot{X: linear, Y: logarithmic, Lines: []Line{{"negative", 'o', []float64{1}, []float64{-1}}}}, ""},
	} {
		row.plot.Width, row.plot.Height = MinWidth, MinHeight
		if got := strings.ReplaceAll(row.plot.Draw(plain), "\u00a0", " "); got != row.want {
			t.Errorf("%s: got\n%s\nwant\n%s", row.why, got, row.want)
		}
	}
}

// TestManyPointsAreMarkedApart: lines of many points that coincide each keep marks of their own.
func TestManyPointsAreMarkedApart(t *testing.T) {
	var x []float64
	for k := range 100 {
		x = append(x, float64(k))
	}
	p := Plot{
		X: Axis{Text: number}, Y: Axis{Text: number}, Width: 80, Height: 10,
		Lines: []Line{{"a", 'o', x, x}, {"b", 'x', x, x}, {"c", '+', x, x}},
	}
	text := p.Draw(plain)
	for _, mark := range []string{"o", "x", "+"} {
		if n := strings.Count(text, mark); n != marked+1 { // and in the legend
			t.Errorf("%d marks %s, want %d:\n%s", n, mark, marked+1, text)
		}
	}
}

// TestEveryPlotFits: whatever is drawn, the plot has its size, and nothing is drawn without points.
func TestEveryPlotFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(-1e3, 1e3), rapid.Float64Range(1e-9, 1),
			rapid.SampledFrom([]float64{0, math.NaN(), math.Inf(1)})), 0, 40)
		y := values.Draw(t, "y")
		x := make([]float64, len(y))
		for k := range x {
			x[k] = rapid.Float64Range(0, 2).Draw(t, "x")
		}
		p := Plot{
			Title: "title", X: Axis{Log: rapid.Bool().Draw(t, "log x"), Text: number}, Y: Axis{Log: rapid.Bool().Draw(t, "log y"), Text: number},
			Lines: []Line{{"line", 'o', x, y}}, Width: rapid.IntRange(MinWidth, 100).Draw(t, "width"),
			Height: rapid.IntRange(MinHeight, 20).Draw(t, "height"),
		}
		text := p.Draw(plain)
		if text == "" {
			return
		}
		if rows := strings.Count(text, "\n"); rows != p.Height {
			t.Errorf("%d rows, want %d:\n%s", rows, p.Height, text)
		}
		for line := range strings.Lines(text) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > p.Width {
				t.Errorf("%d columns, of %d:\n%s", n, p.Width, text)
			}
		}
	})
}
