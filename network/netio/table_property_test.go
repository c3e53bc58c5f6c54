package netio

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/exp/rand"

	"noiseprune/network"
)

// tableStyle is how a table is written by a test.
type tableStyle struct {
	separator     separator
	comma         bool // decimal
	labels        labels
	quoted        bool // labels
	end           string
	begin         string
	scientific    bool
	numericLabels bool
}

func randomStyle(r *rand.Rand) tableStyle {
	s := tableStyle{
		separator: separators()[r.Intn(4)], quoted: r.Intn(2) == 0, scientific: r.Intn(2) == 0, numericLabels: r.Intn(2) == 0,
		end:    []string{"\n", "\r\n", "\r", "\n\n"}[r.Intn(4)],
		begin:  []string{"", "\ufeff", "# a comment\n", "\n\n"}[r.Intn(4)],
		labels: []labels{{}, {above: true, corner: true, left: true}, {above: true, left: true}, {above: true}, {left: true}}[r.Intn(5)],
	}
	s.comma = s.separator != ',' && r.Intn(2) == 0
	if s.separator == blanks {
		s.quoted = true
	}
	return s
}

func (s tableStyle) join(cells []string) string {
	return strings.Join(cells, string(rune(s.separator)))
}

func (s tableStyle) name(text string) string {
	if s.quoted || strings.ContainsAny(text, ",; \t\"") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

func (s tableStyle) number(v float64) string {
	format := byte('g')
	if s.scientific {
		format = 'e'
	}
	text := strconv.FormatFloat(v, format, -1, 64)
	if s.comma {
		text = strings.ReplaceAll(text, ".", ",")
	}
	return text
}

// matrix writes the matrix.
func (s tableStyle) matrix(m *network.CSR, names []string) string {
	var rows []string
	var cells []string
	if s.labels.corner {
		cells = append(cells, s.name(""))
	}
	for _, name := range names {
		cells = append(cells, s.name(name))
	}
	if s.labels.above {
		rows = append(rows, s.join(cells))
	}
	for i := range names {
		cells = nil
		if s.labels.left {
			cells = append(cells, s.name(names[i]))
		}
		for j := range names {
			cells = append(cells, s.number(m.At(i, j)))
		}
		rows = append(rows, s.join(cells))
	}
	return s.begin + strings.Join(rows, s.end) + s.end
}

// TestAnyMatrixReadsBack writes matrices in every style.
func TestAnyMatrixReadsBack(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 3000 {
		n := 4 + r.Intn(8)
		var entries []network.Entry
		for i := range n {
			for j := range n {
				if r.Intn(3) == 0 {
					entries = append(entries, network.Entry{Target: i, Source: j, Weight: float64(r.Intn(2000)-1000) / 16})
				}
			}
		}
		want, s := mustCSR(t, n, entries), randomStyle(r)
		names := make([]string, n)
		for k := range names {
			names[k] = []string{"A%d", "name %d", "β%d;", "x,\"%d\""}[r.Intn(4)]
			if s.numericLabels && s.labels.corner {
				names[k] = "72057594000000%04d"
			}
			names[k] = fmt.Sprintf(names[k], k)
		}
		labels := names
		if !s.labels.above && !s.labels.left {
			labels = nil
		}
		text := s.matrix(want, names)
		m, err := ReadTable(strings.NewReader(text), "x", nil, network.Reading{}, DefaultLimits())
		if err != nil || !m.Weights.Equal(want) || !slices.Equal(m.Labels, labels) {
			t.Fatalf("%+v: got %+v, %v\n%s", s, m, err, text)
		}
	}
}

// TestAnyEdgesReadBack writes edge lists in every style.
func TestAnyEdgesReadBack(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 3000 {
		n, s := 2+r.Intn(6), randomStyle(r)
		rows := []string{s.join([]string{"pre", "post", "syn_count"})}
		var entries []network.Entry
		for i := range n {
			for j := range n {
				v := float64(r.Intn(2000)) / 16
				rows = append(rows, s.join([]string{s.name(fmt.Sprintf("n%d %d", i, i)), s.name(fmt.Sprintf("n%d %d", j, j)), s.number(v)}))
				entries = append(entries, network.Entry{Target: j, Source: i, Weight: v})
			}
		}
		text := s.begin + strings.Join(rows, s.end) + s.end
		m, err := ReadTable(strings.NewReader(text), "x", nil, network.Reading{}, DefaultLimits())
		if err != nil || !m.Weights.Equal(mustCSR(t, n, entries)) || m.Labels[0] != "n0 0" {
			t.Fatalf("%+v: got %+v, %v\n%s", s, m, err, text)
		}
	}
}
