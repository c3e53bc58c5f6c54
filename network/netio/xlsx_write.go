package netio

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"time"
)

// mostEdges is the number of rows of a sheet, without the header.
const mostEdges = 1<<20 - 1

// Where the names of a workbook's XML and of its parts are defined (ISO/IEC 29500-1 and -2).
const (
	openXML   = "http://schemas.openxmlformats.org/"
	relations = openXML + "officeDocument/2006/relationships"
	sheetXML  = openXML + "spreadsheetml/2006/main"
)

// writeXLSX writes the edge list of WriteCSV as the only sheet of a workbook: labels as text, the
// weights as numbers with all digits that give the same float64 again. No library is used, because
// excelize writes 15 digits. The same matrix gives the same bytes.
func writeXLSX(w io.Writer, m *Matrix) error {
	z := zip.NewWriter(w)
	if err := writeWorkbookParts(z); err != nil {
		return err
	}
	f, err := createMember(z, "xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	if err := writeSheet(b, m, xml.Header+`<worksheet xmlns="`+sheetXML+`"><sheetData>`); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return z.Close()
}

// writeWorkbookParts writes all parts of a workbook but its sheet.
func writeWorkbookParts(z *zip.Writer) error {
	const parts = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="` + openXML + `package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + parts + `sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + parts + `worksheet+xml"/></Types>`},
		{"_rels/.rels", relationship(relations+"/officeDocument", "xl/workbook.xml")},
		{"xl/workbook.xml", `<workbook xmlns="` + sheetXML + `" xmlns:r="` + relations + `">` +
			`<sheets><sheet name="edges" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relationship(relations+"/worksheet", "worksheets/sheet1.xml")},
	} {
		f, err := createMember(z, part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, xml.Header+part.text); err != nil {
			return err
		}
	}
	return nil
}

func relationship(kind, target string) string {
	return `<Relationships xmlns="` + openXML + `package/2006/relationships"><Relationship Id="rId1" Type="` + kind +
		`" Target="` + target + `"/></Relationships>`
}

// createMember begins a member of the archive. Its date is the first that zip knows.
func createMember(z *zip.Writer, name string) (io.Writer, error) {
	return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
}

// checkXLSX returns an error for a matrix that a sheet cannot hold.
func checkXLSX(m *Matrix) error {
	if err := checkGraphML(m); err != nil {
		return err
	}
	rows := 0
	m.eachEdge(func(int, int, float64) error { rows++; return nil }) //nolint:errcheck // there is none
	if rows > mostEdges {
		return fmt.Errorf("%s edges are more than the %s rows of a sheet; write another format", strconv.Itoa(rows), strconv.Itoa(mostEdges))
	}
	return nil
}
