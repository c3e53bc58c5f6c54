package page

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// themes returns the colours of the light and of the dark theme, by their names in style.css.
func themes(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	blocks := regexp.MustCompile(`(?s):root[^{]*\{(.*?)\n *\}`).FindAllStringSubmatch(styleSheet, -1)
	if len(blocks) != 2 {
		t.Fatalf("%d blocks of colours", len(blocks))
	}
	colours := func(text string) map[string]string {
		all := map[string]string{}
		for _, m := range regexp.MustCompile(`--(\w+): (#[0-9a-f]{6});`).FindAllStringSubmatch(text, -1) {
			all[m[1]] = m[2]
		}
		return all
	}
	return colours(blocks[0][1]), colours(blocks[1][1])
}

// luminance is the relative luminance of an sRGB colour, and contrast the ratio of two, by WCAG 2.2.
func luminance(colour string) (sum float64) {
	for k, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(colour[1+2*k:3+2*k], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestContrast: level AA asks for 4.5 : 1 of text and 3 : 1 of what a figure is drawn with. Text in figures, which axe-core does not
// see, has the colours of the page's.
func TestContrast(t *testing.T) {
	if c := contrast("#000000", "#ffffff"); math.Abs(c-21) > 1e-9 {
		t.Fatalf("black on white has %v", c)
	}
	light, dark := themes(t)
	for name, theme := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, row := range []struct {
			colours, on string
			want        float64
		}{
			{"text faint link good bad", "page", 4.5},
			{"text faint bad", "shade", 4.5},
			{"original noise weight uniform third fourth fifth expected", "page", 3},
			{"faint", "page", 3}, // borders of buttons
			{"high positive negative", "page", 3},
		} {
			for _, c := range strings.Fields(row.colours) {
				if got := contrast(theme[c], theme[row.on]); got < row.want {
					t.Errorf("%s: %s on %s has %.2f : 1, want %g", name, c, row.on, got, row.want)
				}
			}
		}
	}
}
