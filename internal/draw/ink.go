package draw

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Ink is the look of one condition: a colour, and dashes for readers who do not tell the
// colours apart.
type Ink struct {
	Colour color.NRGBA
	Dashes []vg.Length
}

// Black, Red and Blue are the paper's colours; the others serve what the paper has not.

// Black is that of the original network.
func Black() Ink { return Ink{color.NRGBA{A: 255}, nil} }

// Red is noise-prune's.
func Red() Ink { return Ink{color.NRGBA{R: 205, G: 35, B: 30, A: 255}, []vg.Length{5, 1.5}} }

// Blue is that of pruning by weight alone.
func Blue() Ink { return Ink{color.NRGBA{R: 25, G: 95, B: 185, A: 255}, []vg.Length{5, 1.5, 1.2, 1.5}} }

// Grey is that of bounds and guides.
func Grey() Ink { return Ink{color.NRGBA{R: 120, G: 120, B: 120, A: 255}, []vg.Length{2, 2}} }

// Orange is noise-prune with a covariance from trajectories.
func Orange() Ink { return Ink{color.NRGBA{R: 220, G: 140, A: 255}, []vg.Length{3, 1.5}} }

// Green is a further condition.
func Green() Ink { return Ink{color.NRGBA{G: 135, B: 100, A: 255}, []vg.Length{1.5, 1.5}} }

// Purple is a further condition.
func Purple() Ink {
	return Ink{color.NRGBA{R: 150, G: 75, B: 140, A: 255}, []vg.Length{4, 1.5, 1, 1.5, 1, 1.5}}
}

func (i Ink) line(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: i.Colour, Width: width, Dashes: i.Dashes}
}

func (i Ink) solid(width vg.Length) draw.LineStyle {
	return draw.LineStyle{Color: i.Colour, Width: width}
}

func (i Ink) tint(alpha uint8) color.NRGBA {
	thin := i.Colour
	thin.A = alpha
	return thin
}
