package netio

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// largestWorkbook bounds what a workbook may expand to, since the library keeps it in memory.
const largestWorkbook = 1 << 30

// readXLSX reads the only sheet with content, or the one that the reading names.
func readXLSX(c content, r io.ReaderAt) (*Matrix, error) {
	at := place{path: c.path}
	limits := c.limits
	limits.Bytes = min(limits.Bytes, largestWorkbook)
	unpacked, err := checkWorkbook(r, c.size, at, limits)
	if err != nil {
		return nil, err
	}
	var file *excelize.File
	err = callLibrary(at, func() (err error) {
		// Nothing is written to files of the system: both limits are the same.
		options := excelize.Options{RawCellValue: true, UnzipSizeLimit: limits.Bytes, UnzipXMLSizeLimit: limits.Bytes}
		file, err = excelize.OpenReader(io.NewSectionReader(r, 0, c.size), options)
		return err
	})
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // nothing is written
	s := &sheetRows{at: at, file: file, most: freeCells + unpacked/2}
	if s.sheet, err = s.choose(c.reading.Variable); err != nil {
		return nil, err
	}
	if err := s.open(); err != nil {
		return nil, err
	}
	return readTable(c, s)
}

// choose returns the name of the sheet to read.
func (s *sheetRows) choose(variable string) (string, error) {
	var all, filled []string
	err := callLibrary(s.at, func() error {
		all = s.file.GetSheetList()
		return nil
	})
	if err != nil {
		return "", err
	}
	for _, name := range all {
		if name == variable {
			return name, nil
		}
		ok, err := s.hasContent(name)
		if err != nil {
			return "", err
		}
		if ok {
			filled = append(filled, name)
		}
	}
	switch {
	case variable != "":
		return "", s.at.fail(0, "choose one that is there: "+someNames(all), "the workbook has no sheet %s", quote(variable))
	case len(filled) == 0:
		return "", s.at.fail(0, "give an edge list or a square matrix", "the workbook has no sheet with content")
	case len(filled) > 1:
		return "", s.at.fail(0, "choose one with --variable NAME", "several sheets have content: %s", someNames(filled))
	}
	return filled[0], nil
}

// hasContent reports whether a sheet has a cell that is not empty.
func (s *sheetRows) hasContent(name string) (bool, error) {
	other := &sheetRows{at: s.at, file: s.file, sheet: name, most: s.most}
	if err := other.open(); err != nil {
		return false, err
	}
	_, err := other.next()
	if err == io.EOF { //nolint:errorlint // next returns it as it is
		return false, nil
	}
	return err == nil, err
}

// callLibrary calls excelize, and converts its errors and panics into errors of format: it has
// been made for files that spreadsheets write, and indexes what others may leave out.
func callLibrary(at place, call func() error) (err error) {
	const cure = "save the workbook again as .xlsx"
	defer func() {
		if r := recover(); r != nil {
			err = at.fail(0, cure, "this is no usual workbook (%s)", oneLine(fmt.Sprint(r)))
		}
	}()
	if err := call(); err != nil {
		return at.fail(0, cure, "the workbook cannot be read (%s)", oneLine(err.Error()))
	}
	return nil
}

// xlsxFormat is the row of the registry.
func xlsxFormat() format {
	return format{
		extension: ".xlsx", archive: true, table: true, variables: true,
		read:  func(c content) (*Matrix, error) { return readXLSX(c, c.file) },
		write: func(w io.Writer, m *Matrix, _ []string) error { return writeXLSX(w, m) },
		check: checkXLSX,
	}
}
