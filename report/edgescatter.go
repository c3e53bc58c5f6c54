package report

import (
	"fmt"
	"slices"

	"noiseprune/internal/draw"
)

// series is one rule's dots.
type series struct {
	x, y  []float64
	style style
	label string
}

// series returns the sampled edges' values that an axis can show, against their weights.
func (s edgeSample) series(values []float64, as style, label string) series {
	dots := series{style: as, label: label}
	for k, place := range s.places {
		if v := values[place]; draw.Drawable(v) && v >= 0 && draw.Drawable(s.weights[k]) {
			dots.x, dots.y = append(dots.x, s.weights[k]), append(dots.y, v)
		}
	}
	return dots
}

// figure is a scatter plot of the series against the weight; nil if there is no dot.
func (s edgeSample) figure(all []series, label, caption string) *figure {
	f := &figure{Caption: caption}
	var xs, ys []float64
	var marks []draw.Mark
	for _, dots := range all {
		if len(dots.x) == 0 {
			continue
		}
		xs, ys = append(xs, dots.x...), append(ys, dots.y...)
		marks = append(marks, draw.Scatter{Style: dots.style.Draw, Size: 1.8, X: dots.x, Y: dots.y})
		f.Keys = append(f.Keys, key{Class: dots.style.Class, Label: dots.label, Dots: true})
	}
	if len(marks) == 0 {
		return nil
	}
	if s.total > len(s.places) {
		f.Caption += fmt.Sprintf(" Of %s edges %s are drawn, evenly spaced in the order of their weights.",
			count(s.total), count(len(s.places)))
	}
	f.Panels = []panel{{
		drawing: draw.Panel{
			X: scatterExtent(xs).Axis("|weight| (a rate, in the unit of the leak)"), Y: scatterExtent(ys).Axis(label), Marks: marks,
		},
		width: pageWidth, height: pageHeight + 30,
	}}
	return f
}

// scatterExtent is logarithmic where the values span more than a decade.
func scatterExtent(values []float64) draw.Extent {
	if some := draw.Positive(values); len(some) > 0 && slices.Max(some) > 10*slices.Min(some) {
		return draw.LogExtent(slices.Max(some)*1e-8, some...)
	}
	return draw.LinearExtent(values...)
}
