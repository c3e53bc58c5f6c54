package draw_test

import (
	"fmt"
	"strings"

	"noiseprune/internal/draw"
)

// One panel with a line and a legend, for print.
func ExamplePicture() {
	p := draw.Picture{Rows: [][]draw.Panel{{{
		Title: "decay", Legend: draw.TopRight,
		X:     draw.Axis{Label: "time t"},
		Y:     draw.Axis{Label: "x", Log: true},
		Marks: []draw.Mark{draw.Line{Name: "original", Style: draw.Black(), X: []float64{0, 1, 2}, Y: []float64{1, 0.1, 0.01}}},
	}}}}
	svg, err := p.SVG()
	if err != nil {
		fmt.Println(err)
	}
	printTexts(svg)
	// Output:
	// decay
	// time t
	// 0
	// 0.5
	// 1.0
	// 1.5
	// 2.0
	// x
	// 0.01
	// 0.02
	// 0.05
	// 0.1
	// 0.2
	// 0.5
	// 1
	// original
}

// printTexts prints the text elements of an SVG document.
func printTexts(svg []byte) {
	for line := range strings.Lines(string(svg)) {
		if text, ok := strings.CutSuffix(strings.TrimSpace(line), "</text>"); ok {
			fmt.Println(text[strings.LastIndex(text, ">")+1:])
		}
	}
}
