package netio

import (
	"archive/zip"
	"bytes"
	"math"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// workbook returns a workbook of one sheet with that content of sheetData, or of further sheets.
func workbook(t testing.TB, sheets ...string) []byte {
	t.Helper()
	const main = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const relation = `<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Id="r`
	var names, targets string
	members := []string{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`}
	for k, sheet := range sheets {
		number := string(rune('1' + k))
		names += `<sheet name="s` + number + `" sheetId="` + number + `" r:id="r` + number + `"/>`
		targets += relation + number + `" Target="worksheets/sheet` + number + `.xml"/>`
		members = append(members, "xl/worksheets/sheet"+number+".xml", `<worksheet`+main+`><sheetData>`+sheet+`</sheetData></worksheet>`)
	}
	members = append(members, "xl/workbook.xml",
		`<workbook`+main+` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`+names+`</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels",
		`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+targets+`</Relationships>`,
		"_rels/.rels", relationship(relations+"/officeDocument", "xl/workbook.xml"),
		"xl/sharedStrings.xml", `<sst`+main+`><si><t>source</t></si><si><t>target</t></si><si><r><t>A</t></r><r><t>B</t></r></si></sst>`)
	return zipFile(t, zip.Deflate, members...)
}

// header3 is a row with the names of the columns.
const header3 = `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>weight</t></is></c></row>`

func readWorkbook(file []byte, reading network.Reading, limits Limits) (*Matrix, error) {
	noLabels := func() ([]string, error) { return nil, nil }
	c := content{path: "net.xlsx", size: int64(len(file)), reading: reading, limits: limits, labels: noLabels}
	return readXLSX(c, bytes.NewReader(file))
}

func TestXLSX(t *testing.T) {
	const edge = `<row><c t="s"><v>2</v></c><c t="str"><v>C</v></c><c><v>0.10000000000000001</v></c></row>`
	const long = `<row><c t="str"><v>720575940000000001</v></c><c t="str"><v>7</v></c><c><v>0.1</v></c></row>`
	edges := []network.Entry{{Target: 1, Source: 0, Weight: 0.1}}
	for _, c := range []struct {
		reason string
		file   []byte
		sheet  string
		labels []string
	}{
		{"shared, inline and formula texts", workbook(t, header3+edge), "", []string{"AB", "C"}},
		{"rows and columns between others that are not stored", workbook(t, `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="str"><v>x</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="str"><v>weight</v></c></row><row r="7"><c r="A7" t="s"><v>2</v></c><c r="C7" t="str"><v>C</v></c><c r="D7"><f>1/10</f><v>0.1</v></c></row>`), "", []string{"AB", "C"}},
		{"empty cells at the end", workbook(t, header3[:len(header3)-6]+`<c t="str"><v>remark</v></c><c t="str"><v></v></c></row>`+edge+"<row/>"), "", []string{"AB", "C"}},
		{"text of 18 digits", workbook(t, header3+long), "", []string{"720575940000000001", "7"}},
		{"the sheet that has content", workbook(t, "", header3+edge, "<row/>"), "", []string{"AB", "C"}},
		{"the sheet that is named", workbook(t, header3+edge, header3+long), "s2", []string{"720575940000000001", "7"}},
	} {
		m, err := readWorkbook(c.file, network.Reading{Variable: c.sheet}, DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		if !slices.Equal(m.Weights.Entries(), edges) || !reflect.DeepEqual(m.Labels, c.labels) {
			t.Errorf("%s: got %v, %q", c.reason, m.Weights.Entries(), m.Labels)
		}
	}
}

func TestXLSXRefuses(t *testing.T) {
	row := func(id, weight string) string {
		return header3 + `<row><c>` + id + `</c><c><v>7</v></c><c>` + weight + `</c></row>`
	}
	const again = "; save the workbook again as .xlsx"
	nested := strings.Repeat("<a>", 200) + strings.Repeat("</a>", 200)
	for _, c := range []struct {
		reason string
		file   []byte
		want   string
	}{
		{"empty", nil, ": the file is empty; fetch or write the file again"},
		{"no archive", []byte("source,target,weight\n"), ": this is no complete workbook; fetch or write the file again"},
		{"an old workbook", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), ": this is an encrypted workbook, or an .xls file of Excel 97; save it as .xlsx without a password"},
		{"another archive", zipFile(t, zip.Deflate, "weights.txt", "0"), ": this archive is no workbook; save it as .xlsx"},
		{"an archive in an archive", zipFile(t, zip.Deflate, "net.xlsx", string(workbook(t, row("", "")))), ": this archive is no workbook; save it as .xlsx"},
		{"a member outside", zipFile(t, zip.Deflate, "../xl/workbook.xml", "<x/>"), `: member "../xl/workbook.xml" points outside the archive; remove it from the archive`},
		{"a member twice", zipFile(t, zip.Deflate, "xl/workbook.xml", "<x/>", "XL/workbook.xml", "<x/>"), `: member "XL/workbook.xml" is there twice; keep one of them`},
		{"no sheets", workbook(t), ": the workbook has no sheet with content; give an edge list or a square matrix"},
		{"an empty sheet", workbook(t, "<row/>"), ": the workbook has no sheet with content; give an edge list or a square matrix"},
		{"two sheets", workbook(t, header3, "<row/>", header3), ": several sheets have content: s1, s3; choose one with --variable NAME"},
		{"no XML", zipFile(t, zip.Deflate, "xl/workbook.xml", "x <"), ":1: xl/workbook.xml: this is no valid XML (unexpected EOF); fetch or write the file again"},
		{"XML that is cut off", workbook(t, header3+"<row>"), ":1: xl/worksheets/sheet1.xml: this is no valid XML (element <row> closed by </sheetData>); fetch or write the file again"},
		{"entities", zipFile(t, zip.Deflate, "xl/workbook.xml", `<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>`), ":1: xl/workbook.xml: the document type defines entities or elements of its own; remove the definitions"},
		{"deep", workbook(t, nested), ":1: xl/worksheets/sheet1.xml: more than 100 elements are in each other; this is no usual file of its kind"},
		{"rows that are not in order", workbook(t, `<row r="2"/><row r="2"/>`), ":1: xl/worksheets/sheet1.xml: the cells of the sheet are not in order" + again},
		{"cells that are not in order", workbook(t, `<row><c r="AA1"/><c r="Z1"/></row>`), ":1: xl/worksheets/sheet1.xml: the cells of the sheet are not in order" + again},
		{"a cell without a column", workbook(t, `<row><c r="1"/></row>`), ":1: xl/worksheets/sheet1.xml: the cells of the sheet are not in order" + again},
		{"a row beyond the last", workbook(t, `<row r="1048577"><c><v>1</v></c></row>`), ": the workbook cannot be read (row number exceeds maximum limit)" + again},
		{"a column beyond the last", workbook(t, `<row><c r="XFE1"><v>1</v></c></row>`), ": the workbook cannot be read (the column number must be greater than or equal to 1 and less than or equal to 16384)" + again},
		{"a number of 18 digits as a name", workbook(t, row("<v>720575940000000001</v>", "<v>1</v>")), `:2: identifier "7.2057594E+17" was rounded, as spreadsheets do with more than 15 digits; export the identifiers as text again, from the program that has all their digits`},
		{"a name that a spreadsheet has rounded", workbook(t, row("<v>7.2057594E+17</v>", "<v>1</v>")), `:2: identifier "7.2057594E+17" was rounded, as spreadsheets do with more than 15 digits; export the identifiers as text again, from the program that has all their digits`},
		{"an error in place of a weight", workbook(t, row("<v>1</v>", `<v>#N/A</v>`)), `:2: number "" is not a number; give a finite decimal number`},
		{"more cells than columns", workbook(t, `<row><c><v>1</v></c></row><row><c/><c><v>1</v></c></row>`), ":2: 2 cells, but the first row has 1; give each row the same columns, and remove titles above the header"},
		{"an index of no shared text", workbook(t, header3+`<row><c t="s"><v>99</v></c><c><v>7</v></c><c><v>1</v></c></row>`), `:2: name "" is empty; ` + labelCure},
	} {
		m, err := readWorkbook(c.file, network.Reading{}, DefaultLimits())
		if m != nil || err == nil || err.Error() != "net.xlsx"+c.want {
			t.Errorf("%s: got %v, %v\nwant net.xlsx%s", c.reason, m, err, c.want)
		}
	}
	_, err := readWorkbook(workbook(t, header3), network.Reading{Variable: "edges"}, DefaultLimits())
	if want := `net.xlsx: the workbook has no sheet "edges"; choose one that is there: s1`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	damaged := workbook(t, header3)
	copy(damaged[bytes.Index(damaged, []byte("sheet1.xml"))+10:], "\xff\xff\xff\xff")
	if _, err = readWorkbook(damaged, network.Reading{}, DefaultLimits()); err == nil || !strings.Contains(err.Error(), "are damaged") {
		t.Errorf("damaged data: %v", err)
	}
}

// TestXLSXBombs reads workbooks that expand to 16 MiB, of which 1 MiB is allowed, and small ones with
// many cells.
func TestXLSXBombs(t *testing.T) {
	limits := Limits{Neurons: 1000, Entries: 100_000, Bytes: 1 << 20}
	blanks := strings.Repeat(" ", 16<<20)
	const expand = "the compressed data expand beyond the limit; if it is meant, unpack it first"
	last := header3 + strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 10_000)
	for _, c := range []struct {
		reason string
		file   []byte
		want   string
	}{
		{"blanks in a sheet", workbook(t, blanks), "net.xlsx: xl/worksheets/sheet1.xml: " + expand},
		{"a picture", zipFile(t, zip.Deflate, "xl/media/a.png", blanks), "net.xlsx: xl/media/a.png: " + expand},
		{"the last column of each row", workbook(t, last), "net.xlsx:2: 16384 cells, but the first row has 3; give each row the same columns, and remove titles above the header"},
		{"the last column of each row, from the first on", workbook(t, last[len(header3):]), "net.xlsx:2: 16383 neurons are more than the limit of 1000; choose a part of the network"},
	} {
		var m *Matrix
		var err error
		got := allocated(func() { m, err = readWorkbook(c.file, network.Reading{}, limits) })
		if m != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, %v\nwant %s", c.reason, m, err, c.want)
		}
		if got > 32<<20 {
			t.Errorf("%s: %d bytes allocated", c.reason, got)
		}
	}
}

// TestXLSXKeepsNumbers writes and reads any weights and labels.
func TestXLSXKeepsNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weight := rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64).Draw(t, "weight")
		label := strings.TrimSpace(rapid.StringOf(rapid.RuneFrom([]rune("_xX0159aAF<&>'\"é\u00a0 =#/"))).Draw(t, "label"))
		weights, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 1, Weight: weight}})
		m := &Matrix{Weights: weights, Labels: []string{label, "b"}}
		if err != nil || m.checkLabels() != nil || label == "b" || isCellError(label) || isRounded(label) {
			return
		}
		again, err := writeAndRead(".xlsx", m)
		if err != nil {
			t.Fatal(err)
		}
		if !again.Weights.Equal(weights) || !slices.Equal(again.Labels, m.Labels) {
			t.Fatalf("got %v, %q, want %v, %q", again.Weights.Entries(), again.Labels, weights.Entries(), m.Labels)
		}
	})
}

// TestPandasReadsXLSX compares what is written with what pandas reads in it.
func TestPandasReadsXLSX(t *testing.T) {
	python := testutil.Python(t, "pandas", "openpyxl")
	m := &Matrix{Weights: mustCSR(t, 3, []network.Entry{
		{Target: 1, Source: 0, Weight: 0.1}, {Target: 0, Source: 1, Weight: -math.MaxFloat64}, {Target: 0, Source: 0, Weight: 1. / 3},
	}), Labels: []string{"β <&>", "720575940000000001", "007"}}
	path := filepath.Join(t.TempDir(), "net.xlsx")
	if err := Write(path, m, nil); err != nil {
		t.Fatal(err)
	}
	const program = `
import sys, pandas as pd
frame = pd.read_excel(sys.argv[1], dtype={"source": str, "target": str, "weight": float})
print(",".join(frame.columns))
for row in frame.itertuples(index=False):
    print(row.source, row.target, repr(float(row.weight)), sep=",")`
	output, err := exec.Command(python, "-c", program, path).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := "source,target,weight\nβ <&>,β <&>,0.3333333333333333\n720575940000000001,β <&>,-1.7976931348623157e+308\n" +
		"β <&>,720575940000000001,0.1\n007,007,0.0\n"
	if got := strings.ReplaceAll(string(output), "\r", ""); got != want {
		t.Errorf("pandas reads\n%s\nwant\n%s", got, want)
	}
}
