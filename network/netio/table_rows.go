package netio

// tableRows is a table that is read row after row, its cells as text.
//
// Numbers that the file stores as such are written with the digits that give them again;
// a missing value is an empty cell.
//
// A table may have these methods too:
//
//	need(columns []bool)    the columns that are read from now on; cells of the others may be nil
//	commaDecimals() bool    whether a comma can be part of a number, which it cannot where it separates fields
//	notes(m *Matrix)        adds what a user should know of how the table was read
type tableRows interface {
	// next returns the cells of the next row, valid until the next call, or io.EOF. Its errors are
	// of type *FormatError, or wrap that of the operating system.
	next() ([][]byte, error)
	// position returns the line, or the number of the row, last returned, from 1.
	position() int
}
