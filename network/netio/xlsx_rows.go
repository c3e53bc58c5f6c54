package netio

import (
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetRows is a sheet of a workbook, without its empty rows. All rows are as long as the
// first.
type sheetRows struct {
	at    place
	file  *excelize.File
	sheet string

	raw      *excelize.Rows // cells as they are stored
	row      int            // the number of that last read
	shown    *excelize.Rows // cells as they are shown, or nil; see exact
	shownRow int            // the row that shown has read
	texts    []string       // of that row

	most  int64 // cells that may still be read, empty ones between others among them
	cells [][]byte
}

// freeCells is the number of cells that any sheet may have, and in addition one for each two
// bytes: a cell with content takes 15 and more, and empty ones between them nothing.
const freeCells = 1 << 16

func (s *sheetRows) open() error {
	return callLibrary(s.at, func() (err error) {
		s.raw, err = s.file.Rows(s.sheet)
		return err
	})
}

func (s *sheetRows) position() int { return s.row }

func (s *sheetRows) next() ([][]byte, error) {
	for {
		cells, err := s.read()
		if err != nil {
			return nil, err
		}
		if s.most -= int64(len(cells)); s.most < 0 {
			return nil, s.at.fail(s.row, "remove empty columns", "the sheet consists mostly of empty cells")
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) > 0 {
			return s.convert(cells)
		}
	}
}

// read returns the stored text of the cells of the next row, or io.EOF.
func (s *sheetRows) read() (cells []string, err error) {
	more := false
	err = callLibrary(s.at, func() error {
		if more = s.raw.Next(); !more {
			return s.raw.Error()
		}
		cells, err = s.raw.Columns(excelize.Options{RawCellValue: true})
		return err
	})
	if err == nil && !more {
		return nil, io.EOF
	}
	s.row++
	return cells, err
}

// convert converts a row.
func (s *sheetRows) convert(cells []string) ([][]byte, error) {
	if s.cells == nil {
		s.cells = make([][]byte, len(cells))
	}
	if len(cells) > len(s.cells) {
		return nil, s.at.fail(s.row, "give each row the same columns, and remove titles above the header",
			"%d cells, but the first row has %d", len(cells), len(s.cells))
	}
	for k := range s.cells {
		s.cells[k] = s.cells[k][:0]
		if k >= len(cells) || isCellError(cells[k]) {
			continue
		}
		text, err := s.exact(k, cells[k])
		if err != nil {
			return nil, err
		}
		s.cells[k] = append(s.cells[k], text...)
	}
	return s.cells, nil
}

func isCellError(cell string) bool {
	return strings.HasPrefix(cell, "#") &&
		slices.Contains([]string{"#N/A", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#GETTING_DATA"}, cell)
}
