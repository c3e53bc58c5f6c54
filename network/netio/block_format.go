package netio

import "io"

// openBlocks opens an edge list of the content's size, and returns the names of its columns. It
// sets the labels that the file itself holds.
type openBlocks func(c *content, r io.ReaderAt) (*blockTable, []string, error)

// blockFormat is the row of the registry for a format that holds an edge list column by column.
func blockFormat(extension string, open openBlocks, write func(io.Writer, *Matrix) error) format {
	return format{
		extension: extension, labels: true, archive: true, table: true, onlyEdges: true,
		read:  func(c content) (*Matrix, error) { return readBlocks(c, c.file, open) },
		write: func(w io.Writer, m *Matrix, _ []string) error { return write(w, m) },
		check: hasUniqueNames,
	}
}

// readBlocks reads the edge list.
func readBlocks(c content, r io.ReaderAt, open openBlocks) (*Matrix, error) {
	return recovered(place{path: c.path}, func() (*Matrix, error) {
		table, names, err := open(&c, r)
		if err != nil {
			return nil, err
		}
		return readEdgeTable(c, table, names)
	})
}
