package netio

import (
	"archive/zip"
	"bytes"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

func FuzzGraphML(f *testing.F) {
	testutil.AddCorpus(f)
	addFiles(f, "layouts/*.graphml")
	label := `<key id="l" for="node" attr.name="label" attr.type="string"/>`
	for _, text := range []string{
		"<!DOCTYPE g [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + graphML(directed+`<node id="&b;"/>`),
		"<!DOCTYPE g SYSTEM \"file:///etc/passwd\">" + graphML(directed+`<node id="&c;"/>`),
		graphML(strings.Repeat("<a>", 5000) + strings.Repeat("</a>", 5000)),
		graphML(strings.Repeat(`<a xmlns:b="c">`, 90) + strings.Repeat("</a>", 90)),
		graphML(strings.Repeat(`<key id="d" for="edge" attr.name="w" attr.type="double"/>`, 1000) + directed + twoNodes + oneEdge),
		graphML(weightKey + label + undirected + `<node id="n1"><data key="l">A<![CDATA[&]]><!-- c -->B</data></node>` +
			oneEdge + `<node id="n0"><data key="l">C</data></node>`),
		graphML(weightKey + directed + oneEdge + oneEdge),
		graphML(directed + `<node id="a">` + directed + `<node id="b"/></graph></node>`),
		graphML(directed + `<edge source="a" target="b" directed="false"/><edge source="a" target="a" directed="0"/>` +
			`<node id="b"/><node id="a"/>`),
		graphML("<desc>" + strings.Repeat("x", 1<<17) + "</desc>"),
		"\ufeff" + graphML(directed+twoNodes),
		`<?xml version="1.1" encoding="UTF-16"?>` + graphML(directed+twoNodes),
		`<a:graphml xmlns:a="b"><a:graph edgedefault="directed"><a:node id="&#x10ffff;&lt;"/></a:graph></a:graphml>`,
	} {
		f.Add([]byte(text))
	}
	g := testutil.NewGuard(f, testutil.Limits{Time: time.Second, Bytes: 2 << 20, PerByte: 250})
	sum := network.Reading{Duplicates: network.SumDuplicates, Signs: network.NoSigns()}
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, r := range []network.Reading{{}, sum} {
			read := reading(func(text io.Reader) (*Matrix, error) {
				return readGraphML(text, place{path: "fuzz"}, r, fuzzLimits())
			})
			read.check(t, g, file)
		}
	})
}

func FuzzTVB(f *testing.F) {
	testutil.AddCorpus(f)
	addFiles(f, "layouts/*.zip")
	inner := string(zipFile(f, zip.Deflate, "weights.txt", "1"))
	for _, members := range [][]string{
		{"weights.txt", "0 1\n2 0\n", "centres.txt", "a 1 2 3\nb 1 2 3\n"},
		{"a/weights.txt", "0,1e3\n-2\t0 # c\n", "a/region_labels.txt", "a b\nc d\n", "a/tract_lengths.txt", ""},
		{"weights.txt.bz2", bzip2Weights(f), "areas.txt", "a 1\nb 2\n"},
		{"weights.zip", inner},
		{"weights.txt", inner},
		{"weights.txt", strings.Repeat(" ", 2<<20)},
		{"weights.txt", strings.Repeat("0 ", 1<<20)},
		{"weights.txt", "1", "centres.txt", strings.Repeat("#", 2<<20)},
		{"weights.txt", strings.Repeat("9", 1<<17)},
		{"../weights.txt", "1"},
	} {
		f.Add(zipFile(f, zip.Deflate, members...))
	}
	// The size of a member is given as the largest.
	lies := zipFile(f, zip.Store, "weights.txt", "0 1\n2 0\n")
	f.Add(bytes.ReplaceAll(lies, []byte("\x08\x00\x00\x00\x08\x00\x00\x00"), []byte("\x08\x00\x00\x00\xff\xff\xff\xff")))
	limits := unpackedCost()
	limits.Bytes += 8 << 20 // bzip2 has 4 MB for a block
	g := testutil.NewGuard(f, limits)
	f.Fuzz(func(t *testing.T, file []byte) {
		var m *Matrix
		var err error
		g.Read(t, len(file), func() {
			m, err = readConnectivity(bytes.NewReader(file), int64(len(file)), place{path: "fuzz"}, fuzzLimits())
		})
		checkMatrix(t, len(file), m, err)
	})
}

// FuzzTVBText changes the texts in an archive that as such is sound.
func FuzzTVBText(f *testing.F) {
	testutil.AddCorpus(f)
	f.Add("0 1\n2 0\n", "a 1 2 3\nb 1 2 3\n", "")
	f.Add("# c\r\n0,1,\n-2e3\t0 # c", "name x y z\n\"a b\",1,2,3\nb 1 2 3", "1\n2\n")
	f.Add("1", "1 2 3", "a 4")
	f.Add("0 1 2", "", "")
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, weights, centres, areas string) {
		file := zipFile(t, zip.Store, "weights.txt", weights, "centres.txt", centres, "areas.txt", areas)
		var m *Matrix
		var err error
		g.Read(t, len(file), func() {
			m, err = readConnectivity(bytes.NewReader(file), int64(len(file)), place{path: "fuzz"}, fuzzLimits())
		})
		checkMatrix(t, len(file), m, err)
		if len(weights) > 1<<12 {
			return
		}
		at := place{path: "fuzz"}
		w, err := readNumberGrid(strings.NewReader(weights), at, fuzzLimits())
		again, other := readNumberGrid(iotest.OneByteReader(strings.NewReader(weights)), at, fuzzLimits())
		if !reflect.DeepEqual(w, again) || !reflect.DeepEqual(err, other) {
			t.Fatalf("got %v, %v, but byte by byte %v, %v", w, err, again, other)
		}
	})
}

// workbookCost allows for what the library makes of the 1 MiB to which a workbook may expand.
func workbookCost() testutil.Limits {
	return testutil.Limits{Time: 2 * time.Second, Bytes: 64 << 20, PerByte: 1000}
}

func checkXLSXFile(t *testing.T, g *testutil.Guard, file []byte) {
	t.Helper()
	var m *Matrix
	var err error
	noLabels := func() ([]string, error) { return nil, nil }
	g.Read(t, len(file), func() {
		c := content{path: "fuzz", size: int64(len(file)), limits: fuzzLimits(), labels: noLabels}
		m, err = readXLSX(c, bytes.NewReader(file))
	})
	checkMatrix(t, len(file), m, err)
}

func FuzzXLSX(f *testing.F) {
	testutil.AddCorpus(f)
	addFiles(f, "layouts/*.xlsx")
	f.Add(workbook(f, header3, header3))
	f.Add(zipFile(f, zip.Deflate, "net.xlsx", string(workbook(f, header3))))
	f.Add(workbook(f, strings.Repeat(" ", 2<<20)))
	f.Add(zipFile(f, zip.Deflate, "xl/workbook.xml", `<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>`))
	lies := zipFile(f, zip.Store, "xl/workbook.xml", "<x></x>")
	f.Add(bytes.ReplaceAll(lies, []byte("\x07\x00\x00\x00\x07\x00\x00\x00"), []byte("\x07\x00\x00\x00\xff\xff\xff\x7f")))
	g := testutil.NewGuard(f, workbookCost())
	f.Fuzz(func(t *testing.T, file []byte) { checkXLSXFile(t, g, file) })
}

// FuzzXLSXSheet changes the parts of a workbook that as such is sound.
func FuzzXLSXSheet(f *testing.F) {
	testutil.AddCorpus(f)
	const edge = `<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="str"><v>C</v></c>` +
		`<c r="C2" s="1"><f>1</f><v>0.10000000000000001</v></c></row>`
	const format = `<numFmts><numFmt numFmtId="165" formatCode="0.0E+00;[Red]@"/></numFmts><cellXfs><xf/><xf numFmtId="165"/></cellXfs>`
	for _, sheet := range []string{
		header3 + edge,
		header3 + `<row><c><v>720575940000000001</v></c><c t="str"><v>720575940000000001</v></c><c t="e"><v>#N/A</v></c></row>`,
		strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 100),
		`<row r="1048576"><c><v>1</v></c></row>`, `<row r="3"/><row r="2"><c r="B2"/><c r="A2"><v>1</v></c></row>`,
		`<row><c t="s"><v>-1</v></c><c t="b"><v>1</v></c><c t="d"><v>2026-11-28T00:00:00Z</v></c></row>`,
		`<row><c t="inlineStr"><is><r><t>A</t></r><rPh><t>B</t></rPh></is></c></row>`,
		strings.Repeat("<a>", 200) + strings.Repeat("</a>", 200),
	} {
		f.Add(sheet, "<si><t>source</t></si>", "")
		f.Add(sheet, `<si><t xml:space="preserve"> _x0041_ </t></si>`, format)
	}
	g := testutil.NewGuard(f, workbookCost())
	f.Fuzz(func(t *testing.T, sheet, texts, styles string) {
		const main = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
		file, err := zip.NewReader(bytes.NewReader(workbook(t, sheet)), int64(len(workbook(t, sheet))))
		if err != nil {
			t.Fatal(err)
		}
		var members []string
		for _, part := range file.File {
			if part.Name == "xl/sharedStrings.xml" {
				continue
			}
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			b.ReadFrom(r)
			members = append(members, part.Name, b.String())
		}
		members = append(members, "xl/sharedStrings.xml", "<sst"+main+">"+texts+"</sst>",
			"xl/styles.xml", "<styleSheet"+main+">"+styles+"</styleSheet>")
		checkXLSXFile(t, g, zipFile(t, zip.Store, members...))
	})
}
