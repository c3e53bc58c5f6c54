package main

import (
	"fmt"
	"strings"
)

// The columns of tables that compare rules.
const (
	measureColumns = 28 // of the name of a measure
	ruleColumns    = 16 // of a rule
	narrowColumns  = 15 // of a rule where two would not fit otherwise: the longest cell and a blank
)

// tableLayout is how a table of rules is divided among the columns of the screen.
type tableLayout struct {
	left  int // columns before those of the rules
	width int // of each rule's column
	rules int // beside each other
}

// newTableLayout returns the layout of a table with so many columns before those of the rules, of which at least two stand
// beside each other.
func newTableLayout(left, screen int) tableLayout {
	rules := max(2, (screen-left)/ruleColumns)
	return tableLayout{left, max(narrowColumns, min(ruleColumns, (screen-left)/rules)), rules}
}

// cell returns the text at the right of its column.
func (l tableLayout) cell(text string) string { return fmt.Sprintf("%*s", l.width, text) }

// printHead prints the titles of the rules, what follows a comma in a second line.
func (l tableLayout) printHead(b *strings.Builder, columns []column) {
	var lines [2]string
	for _, c := range columns {
		first, second, long := strings.Cut(c.title, ", ")
		if long {
			first += ","
		}
		lines[0] += l.cell(first)
		lines[1] += l.cell(second)
	}
	for _, line := range lines {
		if line = strings.TrimRight(line, " "); line != "" {
			fmt.Fprintf(b, "%*s%s\n", l.left, "", line)
		}
	}
}
