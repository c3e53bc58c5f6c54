package paper

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"noiseprune/internal/draw"
)

// Outcome is all that one figure found.
type Outcome struct {
	Figure    string             `json:"figure"` // its name
	Title     string             `json:"title"`  //
	Place     string             `json:"place"`  // where it stands in the paper
	Size      Size               `json:"size"`   // full or quick
	Seed      uint64             `json:"seed"`   //
	Most      int                `json:"most_neurons,omitempty"`
	Settings  []Setting          `json:"settings"` // what was computed, with which parameters
	Shows     string             `json:"paper_shows"`
	Caption   string             `json:"caption"` // how to read the picture
	Numbers   map[string]float64 `json:"numbers"` // every one finite
	Claims    []Claim            `json:"claims"`
	Libraries string             `json:"libraries"` // what computed spectra and factorizations
	Listing   *Listing           `json:"listing,omitempty"`
	Took      *Took              `json:"took,omitempty"` // set by whoever ran it

	Tables  []Table      `json:"-"`
	Picture draw.Picture `json:"-"`
}

// Setting is one parameter of a figure, with its unit where it has one.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Claim is one statement and what became of it.
type Claim struct {
	Place     string `json:"place"`     // where the paper makes it, or that it goes beyond the paper
	Statement string `json:"statement"` //
	Criterion string `json:"criterion"` // when we call it reproduced
	Found     string `json:"found"`     // our numbers
	Agrees    bool   `json:"agrees"`    // computed from the numbers by the criterion

	// Reason is what the numbers say about why a statement does not hold, or for what part
	// it does not; empty where it holds.
	Reason string `json:"reason,omitempty"`
}

// Listing is a table for readers, in the figure's section of the page.
type Listing struct {
	Caption string     `json:"caption"`
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
}

// Table is a table of numbers, for a CSV file.
type Table struct {
	Name    string // what it is called besides the figure's name; empty for the only one
	Columns []string
	Rows    [][]float64
}

// number stores a number under a name. One that is not finite is left out, so that the
// document stays valid JSON.
func (o *Outcome) number(name string, v float64) {
	if o.Numbers == nil {
		o.Numbers = map[string]float64{}
	}
	if !math.IsNaN(v) && !math.IsInf(v, 0) {
		o.Numbers[name] = v
	}
}

func (o *Outcome) set(name, format string, values ...any) {
	o.Settings = append(o.Settings, Setting{name, fmt.Sprintf(format, values...)})
}

// claim adds a statement; one that agrees needs no reason.
func (o *Outcome) claim(c Claim) {
	if c.Agrees {
		c.Reason = ""
	}
	o.Claims = append(o.Claims, c)
}

// JSON returns the outcome as an indented document.
func (o *Outcome) JSON() ([]byte, error) {
	text, err := json.MarshalIndent(o, "", "  ")
	return append(text, '\n'), err
}

// File is one file that an outcome leaves.
type File struct {
	Name    string
	Content []byte
}

// Files returns the files of the outcome: numbers, picture, paragraph. The JSON document
// comes last: where it is, the others are.
func (o *Outcome) Files() ([]File, error) {
	var files []File
	for _, t := range o.Tables {
		name := o.Figure
		if t.Name != "" {
			name += "-" + t.Name
		}
		files = append(files, File{name + ".csv", t.CSV()})
	}
	svg, err := o.Picture.SVG()
	if err != nil {
		return nil, fmt.Errorf("the picture of figure %s: %w", o.Figure, err)
	}
	png, err := o.Picture.PNG()
	if err != nil {
		return nil, fmt.Errorf("the picture of figure %s: %w", o.Figure, err)
	}
	text, err := o.JSON()
	if err != nil {
		return nil, fmt.Errorf("the numbers of figure %s: %w", o.Figure, err)
	}
	return append(files,
		File{o.Figure + ".svg", svg}, File{o.Figure + ".png", png},
		File{o.Figure + ".md", []byte(o.Markdown(""))}, File{o.Figure + ".json", text}), nil
}

// CSV returns the table with a header line. Numbers are written so that they read back to
// the same bits; one that is not a number is an empty field.
func (t Table) CSV() []byte {
	var buffer bytes.Buffer
	w := csv.NewWriter(&buffer)
	_ = w.Write(t.Columns) // a buffer takes everything
	for _, row := range t.Rows {
		fields := make([]string, len(row))
		for k, v := range row {
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				fields[k] = strconv.FormatFloat(v, 'g', -1, 64)
			}
		}
		_ = w.Write(fields)
	}
	w.Flush()
	return buffer.Bytes()
}

// columns makes a table of named columns of equal length.
func columns(name string, names []string, values ...[]float64) Table {
	t := Table{Name: name, Columns: names}
	for k := range values[0] {
		row := make([]float64, len(values))
		for c := range values {
			row[c] = values[c][k]
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Paragraph says in one paragraph what the paper shows, what we found, and whether they
// agree.
func (o *Outcome) Paragraph() string {
	var b strings.Builder
	b.WriteString(o.Shows)
	b.WriteString(" We find: ")
	var found []string
	agreed := 0
	for _, c := range o.Claims {
		found = append(found, c.Found)
		if c.Agrees {
			agreed++
		}
	}
	b.WriteString(strings.Join(found, "; ") + ". ")
	switch {
	case agreed == len(o.Claims):
		fmt.Fprintf(&b, "This agrees (%s).", countOf(agreed, "statement"))
	case agreed == 0:
		fmt.Fprintf(&b, "This does not agree (%s).", countOf(len(o.Claims), "statement"))
	default:
		fmt.Fprintf(&b, "%d of %s agree; the others do not:", agreed, countOf(len(o.Claims), "statement"))
		sep := " "
		for _, c := range o.Claims {
			if !c.Agrees {
				b.WriteString(sep + "“" + c.Statement + "”")
				if c.Reason != "" {
					b.WriteString(": " + c.Reason)
				}
				sep = "; "
			}
		}
		b.WriteString(".")
	}
	return b.String()
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
