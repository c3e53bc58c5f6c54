package netio

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
)

// writeSheet writes the sheet, which begins with that text.
func writeSheet(w io.Writer, m *Matrix, begin string) error {
	names, err := m.uniqueNames()
	if err != nil {
		return err
	}
	cells := make([][]byte, len(names))
	for i, name := range names {
		if m.Labels == nil {
			cells[i] = numberCell(float64(i))
		} else {
			cells[i] = textCell(name)
		}
	}
	if err := writeRow(w, []byte(begin), textCell("source"), textCell("target"), textCell("weight")); err != nil {
		return err
	}
	err = m.eachEdge(func(source, target int, weight float64) error {
		return writeRow(w, nil, cells[source], cells[target], numberCell(weight))
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "</sheetData></worksheet>")
	return err
}

func writeRow(w io.Writer, before []byte, cells ...[]byte) error {
	row := append(before, "<row>"...)
	for _, cell := range cells {
		row = append(row, cell...)
	}
	_, err := w.Write(append(row, "</row>\n"...))
	return err
}

func numberCell(v float64) []byte {
	return append(appendNumber([]byte("<c><v>"), v), "</v></c>"...)
}

// textCell returns a cell with a text. What looks like the escape of a character, such as _x000D_, is
// escaped itself (ISO/IEC 29500-1, 22.9.2.19).
func textCell(text string) []byte {
	var b bytes.Buffer
	b.WriteString(`<c t="inlineStr"><is><t>`)
	text = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`).ReplaceAllString(text, "_x005F_$1")
	xml.EscapeText(&b, []byte(text)) //nolint:errcheck // a buffer takes all
	b.WriteString("</t></is></c>")
	return b.Bytes()
}
