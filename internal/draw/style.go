package draw

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Style is how one condition is drawn: a colour, and the dashes of its lines for readers who
// do not tell the colours apart.
type Style struct {
	Colour color.NRGBA
	Dashes []vg.Length // lengths of dashes and gaps in turn, in points; nil for a solid line
}

// Black, Red and Blue are the colours of the paper's Figure 2; the paper has no others.

// Black is for the original network.
func Black() Style { return Style{color.NRGBA{A: 255}, nil} }

// Red is for noise-prune.
func Red() Style { return Style{color.NRGBA{R: 205, G: 35, B: 30, A: 255}, []vg.Length{5, 1.5}} }

// Blue is for pruning by weight alone.
func Blue() Style {
	return Style{color.NRGBA{R: 25, G: 95, B: 185, A: 255}, []vg.Length{5, 1.5, 1.2, 1.5}}
}

// Grey is for bounds and reference lines.
func Grey() Style { return Style{color.NRGBA{R: 120, G: 120, B: 120, A: 255}, []vg.Length{2, 2}} }

// LightGrey is for uniform pruning on the report's page.
func LightGrey() Style { return Style{color.NRGBA{R: 125, G: 125, B: 125, A: 255}, []vg.Length{2, 2}} }

// Orange is for noise-prune with a covariance from trajectories.
func Orange() Style { return Style{color.NRGBA{R: 220, G: 140, A: 255}, []vg.Length{3, 1.5}} }

// Green is for a further condition.
func Green() Style { return Style{color.NRGBA{G: 135, B: 100, A: 255}, []vg.Length{1.5, 1.5}} }

// Purple is for a further condition.
func Purple() Style {
	return Style{color.NRGBA{R: 150, G: 75, B: 140, A: 255}, []vg.Length{4, 1.5, 1, 1.5, 1, 1.5}}
}

// Violet is for every further rule on the report's page.
func Violet() Style { return Style{color.NRGBA{R: 130, G: 70, B: 150, A: 255}, []vg.Length{7, 2}} }

// Dashed returns the same colour with dashes and gaps of the given lengths in points.
func (s Style) Dashed(lengths ...vg.Length) Style { return Style{s.Colour, lengths} }

// line returns a line of this colour, with the dashes.
func (s Style) line(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: s.Colour, Width: width, Dashes: s.Dashes}
}

// solid returns a line of this colour, without dashes.
func (s Style) solid(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: s.Colour, Width: width}
}

// tint returns the colour with the given opacity, of 255, for areas.
func (s Style) tint(opacity uint8) color.NRGBA {
	tinted := s.Colour
	tinted.A = opacity
	return tinted
}
