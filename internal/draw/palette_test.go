package draw

import (
	"image"
	"image/color"
	"testing"
)

// TestPaletted: an image of at most 256 colours keeps them, one of more keeps each channel
// within a few steps.
func TestPaletted(t *testing.T) {
	for _, row := range []struct {
		size, step, most int
	}{{16, 16, 0}, {64, 4, 16}} {
		m := image.NewNRGBA(image.Rect(0, 0, row.size, row.size))
		for y := range row.size {
			for x := range row.size {
				m.SetNRGBA(x, y, color.NRGBA{R: uint8(x * row.step), G: uint8(y * row.step), A: 255})
			}
		}
		indexed := paletted(m)
		if len(indexed.Palette) > paletteSize {
			t.Errorf("%d colours", len(indexed.Palette))
		}
		for y := range row.size {
			for x := range row.size {
				want, got := channels(m.At(x, y)), channels(indexed.At(x, y))
				for c := range want {
					if difference := int(want[c]) - int(got[c]); difference > row.most || -difference > row.most {
						t.Fatalf("%d × %d: %v at (%d, %d), want %v ± %d", row.size, row.size, got, x, y, want, row.most)
					}
				}
			}
		}
	}
}
