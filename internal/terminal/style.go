package terminal

import "fmt"

// The parameters of the escape sequence Select Graphic Rendition (ECMA-48, 8.3.117).
const (
	bold   = 1
	red    = 31
	green  = 32
	yellow = 33
)

// Heading returns the text in bold, where colours are shown.
func (s Screen) Heading(text string) string { return s.styled(bold, text) }

// Good returns the text in green.
func (s Screen) Good(text string) string { return s.styled(green, text) }

// Bad returns the text in red.
func (s Screen) Bad(text string) string { return s.styled(red, text) }

// Warning returns the text in yellow.
func (s Screen) Warning(text string) string { return s.styled(yellow, text) }

// Line returns the text in the colour of the kth line of a plot: others than those of good and bad.
func (s Screen) Line(k int, text string) string {
	colors := []int{36, 35, 34, 33} // cyan, magenta, blue, yellow
	return s.styled(colors[k%len(colors)], text)
}

// styled returns the text with the rendition, or as it is.
func (s Screen) styled(parameter int, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return fmt.Sprintf("\x1b[%dm%s\x1b[0m", parameter, text)
}
