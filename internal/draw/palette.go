package draw

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"
)

// paletteSize is how many colours an image of one byte a pixel can have.
const paletteSize = 256

// pixelColour is a colour of an image with the number of its pixels.
type pixelColour struct {
	channel [3]uint8 // red, green, blue
	pixels  int
}

// paletted returns an opaque image in at most paletteSize colours, which makes its file a
// third as large. Where it has more, they are grouped by median cut (Heckbert, 1982): the
// group with the widest range, weighted by its pixels, is divided at its median until there
// are paletteSize groups.
func paletted(m image.Image) *image.Paletted {
	colours := coloursOf(m)
	palette := make(color.Palette, 0, paletteSize)
	index := map[[3]uint8]uint8{}
	for _, group := range medianCut(colours, paletteSize) {
		for _, s := range group {
			index[s.channel] = uint8(len(palette))
		}
		palette = append(palette, average(group))
	}
	bounds := m.Bounds()
	indexed := image.NewPaletted(bounds, palette)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			indexed.SetColorIndex(x, y, index[channels(m.At(x, y))])
		}
	}
	return indexed
}

// channels returns red, green and blue.
func channels(c color.Color) [3]uint8 {
	r, g, b, _ := c.RGBA()
	return [3]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)}
}

// coloursOf lists the colours of an image, in the order of their channels.
func coloursOf(m image.Image) []pixelColour {
	count := map[[3]uint8]int{}
	bounds := m.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			count[channels(m.At(x, y))]++
		}
	}
	colours := make([]pixelColour, 0, len(count))
	for c, n := range count {
		colours = append(colours, pixelColour{c, n})
	}
	slices.SortFunc(colours, func(a, b pixelColour) int { return slices.Compare(a.channel[:], b.channel[:]) })
	return colours
}

// medianCut divides the colours into at most n groups, none of them empty.
func medianCut(colours []pixelColour, n int) [][]pixelColour {
	groups := [][]pixelColour{colours}
	for len(groups) < n {
		widest, most, channel := -1, 0, 0
		for k, group := range groups {
			if c, weight := spread(group); weight > most {
				widest, most, channel = k, weight, c
			}
		}
		if widest < 0 {
			break // every group is one colour
		}
		group := groups[widest]
		slices.SortStableFunc(group, func(a, b pixelColour) int { return cmp.Compare(a.channel[channel], b.channel[channel]) })
		at := medianOf(group)
		groups[widest] = group[:at]
		groups = append(groups, group[at:])
	}
	return groups
}

// spread returns the channel in which a group is widest, and that width times the square
// root of the group's pixels, rounded down, so that areas of one colour and the few pixels
// of their edges both have weight.
func spread(group []pixelColour) (channel, weight int) {
	if len(group) < 2 {
		return 0, 0
	}
	width, pixels := 0, 0
	for c := range 3 {
		low, high := uint8(255), uint8(0)
		for _, s := range group {
			low, high = min(low, s.channel[c]), max(high, s.channel[c])
		}
		if int(high)-int(low) > width {
			channel, width = c, int(high)-int(low)
		}
	}
	for _, s := range group {
		pixels += s.pixels
	}
	return channel, width * int(math.Sqrt(float64(pixels)))
}

// medianOf returns how many of a group's first colours hold half of its pixels: at least one,
// not all.
func medianOf(group []pixelColour) int {
	pixels, sum := 0, 0
	for _, s := range group {
		pixels += s.pixels
	}
	for k, s := range group[:len(group)-1] {
		if sum += s.pixels; 2*sum >= pixels {
			return k + 1
		}
	}
	return len(group) - 1
}

// average returns the mean colour of a group, by pixels.
func average(group []pixelColour) color.NRGBA {
	var sum [3]int
	pixels := 0
	for _, s := range group {
		for c := range sum {
			sum[c] += s.pixels * int(s.channel[c])
		}
		pixels += s.pixels
	}
	mean := func(c int) uint8 { return uint8((sum[c] + pixels/2) / pixels) }
	return color.NRGBA{R: mean(0), G: mean(1), B: mean(2), A: 255}
}
