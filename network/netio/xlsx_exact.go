package netio

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// exact returns the text of a cell in column k. A number of more than 15 digits, of which
// spreadsheets keep 15, becomes one with an exponent, which is no identifier; a text of as many
// digits stays as it is. The library says which it is only by showing numbers with 15 digits.
func (s *sheetRows) exact(k int, cell string) (string, error) {
	if len(cell) <= 15 || !allDigits(cell) {
		return cell, nil
	}
	if err := s.show(); err != nil {
		return "", err
	}
	if k < len(s.texts) && s.texts[k] == cell {
		return cell, nil
	}
	value, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return cell, nil //nolint:nilerr // a reader of numbers refuses it
	}
	return strconv.FormatFloat(value, 'E', -1, 64), nil
}

// show reads the cells of the row as they are shown.
func (s *sheetRows) show() error {
	return callLibrary(s.at, func() (err error) {
		if s.shown == nil {
			if s.shown, err = s.file.Rows(s.sheet); err != nil {
				return err
			}
		}
		for s.shownRow < s.row && s.shown.Next() {
			s.shownRow++
			if s.shownRow == s.row {
				s.texts, err = s.shown.Columns(excelize.Options{})
			}
		}
		return err
	})
}
