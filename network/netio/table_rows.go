package netio

// tableRows is a table that is read row after row, its cells as text.
//
// Numbers that the file stores as such are written with the digits that give them again;
// a missing value is an empty cell.
type tableRows interface {
	// next returns the cells of the next row, valid until the next call, or io.EOF. Its errors are
	// of type *FormatError, or wrap that of the operating system.
	next() ([][]byte, error)
	// position returns the line, or the number of the row, last returned, from 1.
	position() int
}
