package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math"
	"regexp"
	"strings"
	"testing"
)

// full returns a page with every part and every chart.
func full() *Page {
	one := 1.0
	return &Page{
		Title: "t", Heading: "Heading", Made: "by a test",
		Warnings: []string{"careful"}, Lead: []string{"Question?", "Answer."}, Notes: []string{"a note"},
		Sections: []Section{
			{ID: "a", Title: "First", Parts: []Part{
				&Text{Paragraphs: []string{"text"}, Tone: Hint},
				&Facts{Title: "facts", Rows: []Fact{{Name: "n", Value: "v", Meaning: "m", Mark: Holds}}},
				&Source{Text: "spec"},
				&Table{ID: "table", Title: "table", Head: []Column{{"rule", true}, {"x", false}}, Search: "Find:", Sortable: true,
					Rows: []Row{{Noise, []Cell{{Value: "r"}, {"1", "small", &one}}}}},
			}},
			{ID: "empty", Title: "Nothing in it"},
			{ID: "b", Title: "Second", Parts: []Part{
				&Figure{ID: "curves", Title: "curves", Chart: &Curves{
					Views: []CurveView{{X: Values{1, 2}, Lines: []Line{{Values: Values{3, math.NaN()}}}}},
				}},
				&Figure{ID: "matrix", Title: "matrix", Chart: &Matrix{
					Order: 2, Bin: 1, Views: []Layer{{Rows: []int{0}, Columns: []int{1}, Values: Values{2}}},
				}},
				&Figure{ID: "raster", Title: "raster", Chart: &Raster{
					Rows: []string{"a", "b"}, Views: []RasterView{{Step: 1, Columns: 2, Largest: 3, Cells: []byte{0, 1, 128, 255}}},
				}},
				&Figure{ID: "points", Title: "points", Chart: &Points{Groups: []Dots{{X: Values{1}, Y: Values{2}}}}},
				&Figure{ID: "dist", Title: "dist", Chart: &Distributions{Views: []DistributionView{{Groups: []Sample{{Values: Values{1}}}}}}},
			}},
		},
	}
}

func textOf(t *testing.T, p *Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPolicyAllowsTheScriptsAlone: the hash of every script that runs stands in the policy, and nothing else is allowed.
func TestPolicyAllowsTheScriptsAlone(t *testing.T) {
	text := textOf(t, full())
	m := regexp.MustCompile(`content="(default-src [^"]*)"`).FindStringSubmatch(text)
	if m == nil {
		t.Fatal("no policy")
	}
	policy := strings.NewReplacer("&#39;", "'", "&#43;", "+").Replace(m[1])
	scripts := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(text, -1)
	if len(scripts) != 3 {
		t.Fatalf("%d scripts, want two libraries and our own", len(scripts))
	}
	for k, script := range scripts {
		sum := sha256.Sum256([]byte(script[1]))
		if hash := base64.StdEncoding.EncodeToString(sum[:]); !strings.Contains(policy, "'sha256-"+hash+"'") {
			t.Errorf("the policy lacks script %d", k)
		}
	}
	for _, directive := range strings.Split(policy, "; ") {
		if name, _, _ := strings.Cut(directive, " "); name != "default-src" && name != "style-src" && name != "img-src" && name != "script-src" {
			t.Errorf("the policy has %q", directive)
		}
	}
	if strings.Contains(policy, "unsafe-inline' 'sha") || strings.Contains(policy, "unsafe-eval") {
		t.Errorf("the policy is %q", policy)
	}
}

// TestLibrariesOnlyWhereNeeded: a page of text has our own script alone, for its tables.
func TestLibrariesOnlyWhereNeeded(t *testing.T) {
	for _, row := range []struct {
		reason string
		parts  []Part
		want   int
	}{
		{"text", []Part{&Text{Paragraphs: []string{"x"}}}, 1},
		{"curves need uPlot", []Part{&Figure{ID: "c", Chart: &Curves{Views: []CurveView{{}}}}}, 2},
		{"so do rasters", []Part{&Figure{ID: "r", Chart: &Raster{}}}, 2},
		{"dots need ECharts", []Part{&Figure{ID: "p", Chart: &Points{}}}, 2},
	} {
		p := &Page{Sections: []Section{{ID: "s", Parts: row.parts}}}
		if got := strings.Count(textOf(t, p), "<script>"); got != row.want {
			t.Errorf("%s: %d scripts, want %d", row.reason, got, row.want)
		}
	}
}

// TestSectionsWithoutPartsAreLeftOut: neither in the contents nor below.
func TestSectionsWithoutPartsAreLeftOut(t *testing.T) {
	if text := textOf(t, full()); strings.Contains(text, "Nothing in it") || strings.Count(text, "<section") != 2 {
		t.Error("an empty section is on the page")
	}
}

// TestFiguresAreEncoded: kinds and data as they are drawn; what is not finite is missing; markup cannot end the element.
func TestFiguresAreEncoded(t *testing.T) {
	p := full()
	p.Sections[2].Parts[0].(*Figure).Chart.(*Curves).Views[0].Lines[0].Label = "</script><script>alert(1)"
	text := textOf(t, p)
	m := regexp.MustCompile(`(?s)<script type="application/json" id="figures">(.*?)</script>`).FindStringSubmatch(text)
	if m == nil {
		t.Fatal("no figures")
	}
	var figures []struct {
		ID, Kind string
		Chart    json.RawMessage
	}
	if err := json.Unmarshal([]byte(m[1]), &figures); err != nil {
		t.Fatal(err)
	}
	for k, want := range []string{"curves", "matrix", "raster", "points", "distributions"} {
		if figures[k].Kind != want {
			t.Errorf("figure %d is of kind %q, want %q", k, figures[k].Kind, want)
		}
	}
	if !strings.Contains(string(figures[0].Chart), `"values":[3,null]`) {
		t.Errorf("the curves are %s", figures[0].Chart)
	}
	if !strings.Contains(string(figures[2].Chart), `"cells":"AAGA/w=="`) {
		t.Errorf("the raster is %s", figures[2].Chart)
	}
	if strings.Contains(text, "<script>alert") {
		t.Error("a label is markup")
	}
}

// TestValues: six significant digits; the scripts expect a list where there is none.
func TestValues(t *testing.T) {
	for _, row := range []struct {
		values Values
		want   string
	}{
		{nil, "[]"}, {Values{}, "[]"}, {Values{1.0 / 3, 1e300, -0.5}, "[0.333333,1e+300,-0.5]"},
		{Values{math.Inf(1), math.NaN(), 0}, "[null,null,0]"},
	} {
		if got, err := json.Marshal(row.values); err != nil || string(got) != row.want {
			t.Errorf("%v: %s, %v, want %s", []float64(row.values), got, err, row.want)
		}
	}
}

// TestTwoFiguresWithOneID is a programmer's mistake.
func TestTwoFiguresWithOneID(t *testing.T) {
	defer func() {
		if got := recover(); got != `page: two figures with the ID "x"` {
			t.Errorf("panic %v", got)
		}
	}()
	f := &Figure{ID: "x", Chart: &Points{}}
	_ = (&Page{Sections: []Section{{Parts: []Part{f, f}}}}).Write(&bytes.Buffer{})
}

type failing struct{}

var errFull = errors.New("no space left")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestWriteReturnsTheWritersError(t *testing.T) {
	if err := full().Write(failing{}); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}

// TestFollowingPagesFetchFromWhereTheyCame: their script runs within the others', is in the policy, and needs uPlot; no other page
// may make a request.
func TestFollowingPagesFetchFromWhereTheyCame(t *testing.T) {
	p := &Page{Follow: "fetch('status');\n", Sections: []Section{{ID: "s", Parts: []Part{&Text{Paragraphs: []string{"x"}}}}}}
	text := textOf(t, p)
	if !strings.Contains(text, "fetch('status');\n})();\n</script>") || strings.Count(text, "<script>") != 2 ||
		!strings.Contains(text, ".uplot") {
		t.Error("the script is not the last of our own, or uPlot is missing")
	}
	if !strings.Contains(text, "; connect-src &#39;self&#39;\"") || strings.Contains(textOf(t, full()), "connect-src") {
		t.Error("the page may not fetch, or another one may")
	}
}
