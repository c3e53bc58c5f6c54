package termplot

import (
	"fmt"
	"strings"
)

// body returns the rows of the lines, with numbers beside them.
func (p Plot) body(c *canvas, y scale, paint Paint) string {
	labels := p.rowLabels(c, y)
	var b strings.Builder
	for row := range c.rows {
		axis := "│"
		if labels[row] != "" {
			axis = "┤"
		}
		text := fmt.Sprintf("%*s%s", labelWidth-1, labels[row], axis)
		for _, cell := range c.cells[row*c.columns : (row+1)*c.columns] {
			text += cell.text(paint)
		}
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
	return b.String()
}

// text returns the character of the cell.
func (c cell) text(paint Paint) string {
	switch {
	case c.other != 0 && c.line < 0:
		return string(c.other)
	case c.other != 0:
		return paint(c.line, string(c.other))
	case c.dots != 0:
		return paint(c.line, string(0x2800+c.dots))
	}
	return " "
}

// rowLabels returns the number beside each row. That of the level comes first, and the others stand at least two rows apart.
func (p Plot) rowLabels(c *canvas, y scale) []string {
	labels := make([]string, c.rows)
	values := p.Y.Ticks
	if values == nil {
		values = y.ticks()
	}
	if p.Level != nil {
		values = append([]float64{*p.Level}, values...)
	}
	for _, v := range values {
		if !y.shows(v) || v < y.low || v > y.high {
			continue
		}
		row := c.rows - 1 - y.dot(v)/4
		if labels[row] == "" && (row == 0 || labels[row-1] == "") && (row == c.rows-1 || labels[row+1] == "") {
			labels[row] = p.Y.Text(v)
		}
	}
	return labels
}

// foot returns the x axis and the numbers below it, as many as have room.
func (p Plot) foot(x scale) string {
	values := p.X.Ticks
	if values == nil {
		values = x.ticks()
	}
	axis := []rune(strings.Repeat("─", p.Width-labelWidth))
	numbers := strings.Repeat(" ", labelWidth)
	for _, v := range values {
		if !x.shows(v) || v < x.low || v > x.high {
			continue
		}
		column, text := x.dot(v)/2, p.X.Text(v)
		start := min(max(labelWidth+column-len([]rune(text))/2, 0), p.Width-len([]rune(text)))
		room := start - len([]rune(strings.TrimRight(numbers, " ")))
		if strings.TrimSpace(numbers) != "" && room < 2 {
			continue
		}
		axis[column] = '┬'
		numbers = strings.TrimRight(numbers, " ")
		numbers += strings.Repeat(" ", start-len([]rune(numbers))) + text
	}
	return strings.Repeat(" ", labelWidth-1) + "└" + string(axis) + "\n" + numbers + "\n"
}
