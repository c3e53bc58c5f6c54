package netio

// A table's layout is decided by its first rows: fewestSampled of them, and more if they are short.
const (
	fewestSampled = 2
	mostSampled   = 64
)

// lookahead is a table whose first rows are known before they are read.
type lookahead struct {
	tableRows
	rows  [][][]byte
	lines []int
	end   error // that follows them, io.EOF where the table ends there; nil for more rows

	given int // rows that next has returned
}

// lookAhead reads the first rows.
func lookAhead(rows tableRows) *lookahead {
	l := &lookahead{tableRows: rows}
	for size := 0; len(l.rows) < fewestSampled || len(l.rows) < mostSampled && size < sampleBytes; {
		row, err := rows.next()
		if err != nil {
			l.end = err
			break
		}
		if len(row) == 0 {
			continue
		}
		l.rows = append(l.rows, cloneRow(row))
		l.lines = append(l.lines, rows.position())
		for _, cell := range row {
			size += len(cell) + 1
		}
	}
	return l
}

// cloneRow copies the cells.
func cloneRow(row [][]byte) [][]byte {
	size := 0
	for _, cell := range row {
		size += len(cell)
	}
	text, cells := make([]byte, 0, size), make([][]byte, len(row))
	for k, cell := range row {
		from := len(text)
		text = append(text, cell...)
		cells[k] = text[from:len(text):len(text)]
	}
	return cells
}

func (l *lookahead) next() ([][]byte, error) {
	if l.given < len(l.rows) {
		l.given++
		return l.rows[l.given-1], nil
	}
	if l.end != nil {
		return nil, l.end
	}
	l.given, l.rows = 1, l.rows[:0]
	return l.tableRows.next()
}

func (l *lookahead) position() int {
	if k := l.given - 1; k >= 0 && k < len(l.rows) {
		return l.lines[k]
	}
	return l.tableRows.position()
}

// commaDecimals reports whether a comma can be part of a number.
func (l *lookahead) commaDecimals() bool { return commaDecimals(l.tableRows) }
