package termplot

import "math"

// canvas is the area of the lines: cells of 2 × 4 braille dots.
type canvas struct {
	columns, rows int
	cells         []cell
}

// cell is one character.
type cell struct {
	dots  rune // of the Unicode block Braille Patterns, from 0x2800 on
	other rune // shown in place of the dots; 0 for none
	line  int  // that drew last
}

func newCanvas(columns, rows int) *canvas {
	return &canvas{columns, rows, make([]cell, columns*rows)}
}

// at returns the cell of a dot, which is counted from the lower left, or nil outside.
func (c *canvas) at(x, y int) *cell {
	if x < 0 || x >= 2*c.columns || y < 0 || y >= 4*c.rows {
		return nil
	}
	return &c.cells[(c.rows-1-y/4)*c.columns+x/2]
}

// set sets a dot.
func (c *canvas) set(k, x, y int) {
	if cell := c.at(x, y); cell != nil {
		left := []rune{0x40, 0x04, 0x02, 0x01} // from the lowest row on
		right := []rune{0x80, 0x20, 0x10, 0x08}
		cell.dots |= [][]rune{left, right}[x%2][y%4]
		cell.line = k
	}
}

// line joins the points that the axes show.
func (c *canvas) line(k int, line Line, x, y scale) {
	joined := false
	var fromX, fromY int
	for p := range line.X {
		if !x.shows(line.X[p]) || !y.shows(line.Y[p]) {
			joined = false
			continue
		}
		toX, toY := x.dot(line.X[p]), y.dot(line.Y[p])
		if !joined {
			fromX, fromY = toX, toY
		}
		c.segment(k, fromX, fromY, toX, toY)
		joined, fromX, fromY = true, toX, toY
	}
}

// segment sets the dots of a straight line.
func (c *canvas) segment(k, fromX, fromY, toX, toY int) {
	steps := max(abs(toX-fromX), abs(toY-fromY), 1)
	for s := range steps + 1 {
		part := float64(s) / float64(steps)
		c.set(k, fromX+int(math.Round(part*float64(toX-fromX))), fromY+int(math.Round(part*float64(toY-fromY))))
	}
}

const (
	fewPoints = 12 // of which each is marked
	marked    = 5  // points of a line with more
)

// marks marks the points of a line of few, and some of a line of many, at other places than on the other lines.
func (c *canvas) marks(k, lines int, line Line, x, y scale) {
	for m := range marked {
		p := (m*lines + k + 1) * (len(line.X) - 1) / (marked*lines + 1)
		if len(line.X) > fewPoints {
			c.mark(k, line, p, x, y)
		}
	}
	for p := 0; p < len(line.X) && len(line.X) <= fewPoints; p++ {
		c.mark(k, line, p, x, y)
	}
}

// mark marks one point.
func (c *canvas) mark(k int, line Line, p int, x, y scale) {
	if !x.shows(line.X[p]) || !y.shows(line.Y[p]) {
		return
	}
	if cell := c.at(x.dot(line.X[p]), y.dot(line.Y[p])); cell != nil {
		cell.other, cell.line = line.Mark, k
	}
}

// level draws a horizontal line where there is nothing else.
func (c *canvas) level(y int) {
	for x := range c.columns {
		if cell := c.at(2*x, y); cell != nil && cell.dots == 0 && cell.other == 0 {
			cell.other, cell.line = '┈', -1
		}
	}
}

func abs(v int) int { return max(v, -v) }
