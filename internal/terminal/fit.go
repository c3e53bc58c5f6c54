package terminal

import "strings"

// Columns returns how many columns the text takes: its runes, without escape sequences.
func Columns(text string) (columns int) {
	escaped := false
	for _, r := range text {
		switch {
		case r == '\x1b':
			escaped = true
		case escaped:
			escaped = r != 'm'
		default:
			columns++
		}
	}
	return columns
}

// Cut returns the text in at most so many columns, with … for what is left out at its end. It must have no escape sequences.
func Cut(text string, columns int) string {
	runes := []rune(text)
	if len(runes) <= columns {
		return text
	}
	return strings.TrimRight(string(runes[:max(0, columns-1)]), " ") + "…"
}

// Fit breaks the lines that have more than width columns at blanks, and words that do not fit a line anywhere. What follows
// stands below the last column of text that begins in the first half of the line, or else two columns further right than the
// line; as far left below a parenthesis, and below a line that is indented by more than a quarter. Non-breaking
// blanks are not broken at, and become blanks.
func Fit(text string, width int) string {
	lines := strings.Split(text, "\n")
	for k, line := range lines {
		if Columns(line) > width {
			lines[k] = broken(line, width, hangingIndent(line, width))
		}
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), "\u00a0", " ")
}

// Flush is Fit with all lines as far left as the first.
func Flush(paragraph string, width int) string {
	start := len(paragraph) - len(strings.TrimLeft(paragraph, " "))
	return strings.ReplaceAll(broken(paragraph, width, start), "\u00a0", " ")
}

// broken breaks one line, and indents what follows.
func broken(line string, width, indent int) string {
	start := len(line) - len(strings.TrimLeft(line, " "))
	column, fresh := min(start, deepest(width)), true // fresh: no word stands in the line
	var b strings.Builder
	b.WriteString(line[:column])
	for k, word := range strings.Split(line[start:], " ") {
		if k > 0 && !fresh && column+1+Columns(word) <= width {
			b.WriteByte(' ')
			column++
		} else if k > 0 && !fresh {
			b.WriteString("\n" + strings.Repeat(" ", indent))
			column, fresh = indent, true
		}
		for column+Columns(word) > width {
			head, rest := divided(word, width-column)
			b.WriteString(head + "\n" + strings.Repeat(" ", indent))
			word, column = rest, indent
		}
		b.WriteString(word)
		column += Columns(word)
		fresh = fresh && word == "" && column == indent
	}
	return trimmedLines(b.String())
}

// trimmedLines removes blanks at the ends of lines.
func trimmedLines(text string) string {
	lines := strings.Split(text, "\n")
	for k := range lines {
		lines[k] = strings.TrimRight(lines[k], " ")
	}
	return strings.Join(lines, "\n")
}

// deepest is how far a broken line is indented at most.
func deepest(width int) int { return 2 * width / 3 }

// hangingIndent returns how far the lines that follow are indented.
func hangingIndent(line string, width int) int {
	plain := []rune(withoutEscapes(line))
	start := 0
	for start < len(plain) && plain[start] == ' ' {
		start++
	}
	indent := start + 2
	if start > width/4 || (start < len(plain) && plain[start] == '(') {
		indent = start
	}
	for k := start + 2; k < min(len(plain), width/2+1); k++ {
		if plain[k] != ' ' && plain[k-1] == ' ' && plain[k-2] == ' ' {
			indent = k
		}
	}
	return min(indent, deepest(width))
}

// withoutEscapes returns the text without escape sequences.
func withoutEscapes(text string) string {
	var b strings.Builder
	for text != "" {
		before, rest, found := strings.Cut(text, "\x1b")
		b.WriteString(before)
		if !found {
			break
		}
		_, text, _ = strings.Cut(rest, "m")
	}
	return b.String()
}

// divided returns the first columns of a word, at least one, and what is left.
func divided(word string, columns int) (head, rest string) {
	for k := range word {
		if Columns(word[:k]) >= max(1, columns) {
			return word[:k], word[k:]
		}
	}
	return word, ""
}
