package draw

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// paletteSize is how many colours an image of one byte a pixel can have.
const paletteSize = 256

// shade is a colour of an image with the number of its pixels.
type shade struct {
	channel [3]uint8 // red, green, blue
	pixels  int
}

// withPalette returns an opaque image in at most paletteSize colours, which makes it a
// third as large as a file. Where it has more, they are grouped by median cut: the group
// with the widest range, weighted by its pixels, is halved until there are enough.
func withPalette(m image.Image) *image.Paletted {
	shades := shadesOf(m)
	palette := make(color.Palette, 0, paletteSize)
	place := map[[3]uint8]uint8{}
	for _, group := range medianCut(shades, paletteSize) {
		for _, s := range group {
			place[s.channel] = uint8(len(palette))
		}
		palette = append(palette, average(group))
	}
	bounds := m.Bounds()
	indexed := image.NewPaletted(bounds, palette)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			indexed.SetColorIndex(x, y, place[channels(m.At(x, y))])
		}
	}
	return indexed
}

func channels(c color.Color) [3]uint8 {
	r, g, b, _ := c.RGBA()
	return [3]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)}
}

// shadesOf lists the colours of an image, in the order of their channels.
func shadesOf(m image.Image) []shade {
	count := map[[3]uint8]int{}
	bounds := m.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			count[channels(m.At(x, y))]++
		}
	}
	shades := make([]shade, 0, len(count))
	for c, n := range count {
		shades = append(shades, shade{c, n})
	}
	slices.SortFunc(shades, func(a, b shade) int { return slices.Compare(a.channel[:], b.channel[:]) })
	return shades
}

// medianCut divides the shades into at most n groups, none of them empty.
func medianCut(shades []shade, n int) [][]shade {
	groups := [][]shade{shades}
	for len(groups) < n {
		widest, most, along := -1, 0, 0
		for k, group := range groups {
			if channel, weight := spread(group); weight > most {
				widest, most, along = k, weight, channel
			}
		}
		if widest < 0 {
			break // every group is one colour
		}
		group := groups[widest]
		slices.SortStableFunc(group, func(a, b shade) int { return cmp.Compare(a.channel[along], b.channel[along]) })
		at := half(group)
		groups[widest] = group[:at]
		groups = append(groups, group[at:])
	}
	return groups
}

// spread returns the channel in which a group is widest, and that width times the root of
// the group's pixels: a flat of one colour and the few shades of its edges both count.
func spread(group []shade) (channel, weight int) {
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
	return channel, width * root(pixels)
}

// root returns the largest whole number whose square is at most n.
func root(n int) int {
	r := 0
	for (r+1)*(r+1) <= n {
		r++
	}
	return r
}

// half returns where a group of at least two shades has half of its pixels behind it.
func half(group []shade) int {
	all, sum := 0, 0
	for _, s := range group {
		all += s.pixels
	}
	for k, s := range group[:len(group)-1] {
		if sum += s.pixels; 2*sum >= all {
			return k + 1
		}
	}
	return len(group) - 1
}

// average returns the mean colour of a group, by pixels.
func average(group []shade) color.NRGBA {
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
