package draw

import (
	"image/color"
	"math"
)

// colourSteps is how many steps a colour scale has: enough for the eye, few enough for a small
// file.
const colourSteps = 40

// viridis returns the colour of t in 0 … 1 on Matplotlib's scale of this name, whose lightness
// rises evenly, for colour-blind readers too. It interpolates nine of its colours linearly.
func viridis(t float64) color.NRGBA {
	anchors := [...]color.NRGBA{
		{68, 1, 84, 255}, {71, 44, 122, 255}, {59, 81, 139, 255}, {44, 113, 142, 255}, {33, 144, 141, 255},
		{39, 173, 129, 255}, {92, 200, 99, 255}, {170, 220, 50, 255}, {253, 231, 37, 255},
	}
	t = math.Round(min(max(t, 0), 1)*colourSteps) / colourSteps * float64(len(anchors)-1)
	k := min(int(t), len(anchors)-2)
	part := t - float64(k)
	mix := func(a, b uint8) uint8 { return uint8(float64(a)*(1-part) + float64(b)*part + 0.5) }
	a, b := anchors[k], anchors[k+1]
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}
