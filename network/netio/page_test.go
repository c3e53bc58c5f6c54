package netio

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"

	"noiseprune/network"
)

// formatsPage is docs/formats.md; the part below the mark is written by TestFormatsPage.
const (
	formatsPage = "../../docs/formats.md"
	pageMark    = "<!-- written by go test ./network/netio -run FormatsPage, with NOISEPRUNE_WRITE_PAGE=1 -->\n"
)

// TestFormatsPage compares the page's samples with the files and with what is read in them.
func TestFormatsPage(t *testing.T) {
	page, err := os.ReadFile(formatsPage)
	if err != nil {
		t.Fatal(err)
	}
	above, below, ok := strings.Cut(string(page), pageMark)
	if !ok {
		t.Fatalf("%s has no line %s", formatsPage, pageMark)
	}
	var b strings.Builder
	b.WriteString("\n| layout | file | what is read |\n|---|---|---|\n")
	var samples strings.Builder
	for _, area := range []struct{ manifest, title string }{
		{"text", "Text"}, {"arrow", "Parquet, Feather and Arrow"}, {"xml", "Excel, GraphML, The Virtual Brain"}, {"mat", "MATLAB"},
		{"npz", "NumPy and SciPy"},
	} {
		fmt.Fprintf(&samples, "\n## %s\n", area.title)
		for _, c := range manifestCases(t, filepath.Join(layoutsFolder, area.manifest+".json")) {
			m, err := Read(filepath.Join(layoutsFolder, c.File), c.Options, DefaultLimits())
			fmt.Fprintf(&b, "| %s | `%s`%s | %s |\n", strings.ReplaceAll(c.Reason, "|", "\\|"), c.File,
				strings.ReplaceAll(optionText(t, c.Options), "|", "\\|"), sizeText(m, err))
			c.describe(t, &samples)
		}
	}
	b.WriteString(samples.String())
	if b.String() == below {
		return
	}
	if os.Getenv("NOISEPRUNE_WRITE_PAGE") == "" {
		t.Fatalf("%s is not what is read; write it again with NOISEPRUNE_WRITE_PAGE=1", formatsPage)
	}
	if err := os.WriteFile(formatsPage, []byte(above+pageMark+b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

// describe writes the file's section of the page.
func (c layoutCase) describe(t *testing.T, b *strings.Builder) {
	path := filepath.Join(layoutsFolder, c.File)
	fmt.Fprintf(b, "\n### %s\n\n`%s`%s", strings.ToUpper(c.Reason[:1])+c.Reason[1:], c.File, optionText(t, c.Options))
	if c.Written != "" {
		fmt.Fprintf(b, ", written by `%s`", c.Written)
	}
	fmt.Fprintf(b, "\n\n```\n%s```\n\n", c.sample(t, path))
	m, err := Read(path, c.Options, DefaultLimits())
	if err != nil {
		fmt.Fprintf(b, "Refused: %s.\n", strings.ReplaceAll(err.Error(), layoutsFolder+"/", ""))
		return
	}
	b.WriteString(sizeText(m, nil))
	if m.Labels != nil {
		fmt.Fprintf(b, ", called %s", strings.Join(m.Labels[:min(3, len(m.Labels))], ", "))
		if len(m.Labels) > 3 {
			b.WriteString(", …")
		}
	}
	b.WriteString(".\n")
	for _, note := range m.Notes {
		fmt.Fprintf(b, "- %s\n", note)
	}
}

// sizeText says how large the matrix is, or that the file was refused.
func sizeText(m *Matrix, err error) string {
	if err != nil {
		return "refused"
	}
	return counted(m.Weights.Order(), "neuron") + ", " + counted(m.Weights.Stored(), "connection")
}

// optionText returns the options as flags.
func optionText(t *testing.T, r network.Reading) string {
	t.Helper()
	var flags []string
	add := func(name, value, none string) {
		if value == none {
			return
		}
		if strings.Contains(value, " ") {
			value = "'" + value + "'"
		}
		flags = append(flags, "--"+name+" "+value)
	}
	add("orientation", r.Orientation.String(), "target-source")
	add("variable", r.Variable, "")
	add("layout", r.Layout.String(), "auto")
	add("columns", r.Columns.String(), "")
	for _, condition := range r.Where {
		add("where", condition.String(), "")
	}
	add("duplicates", r.Duplicates.String(), "auto")
	add("min-weight", fmt.Sprint(r.MinWeight), "0")
	add("signs", r.Signs.String(), "auto")
	for _, transmitter := range r.Transmitters {
		add("transmitters", transmitter.String(), "")
	}
	if len(flags) == 0 {
		return ""
	}
	return " with `" + strings.Join(flags, " ") + "`"
}

// sample returns the first five lines of a text file, or those that the manifest has.
func (c layoutCase) sample(t *testing.T, path string) string {
	if c.Sample != "" {
		return strings.TrimRight(c.Sample, "\n") + "\n"
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if data, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return "(no text)\n"
	}
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(string(data), "\r\n", "\n")) {
		if len(lines) == 5 {
			break
		}
		line = strings.TrimRight(line, "\n")
		if runes := []rune(line); len(runes) > 100 {
			line = string(runes[:100]) + "…"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n") + "\n"
}
