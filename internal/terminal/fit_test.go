package terminal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestFit(t *testing.T) {
	for _, row := range []struct {
		why, text string
		width     int
		want      string
	}{
		{"a line that fits", "  a  b ", 7, "  a  b "},
		{"words, with an indent of two", "one two three four", 10, "one two\n  three\n  four"},
		{"below the last column in the first half", "  name      some words of text", 24, "  name      some words\n            of text"},
		{"below the second column", "  a  yes  of many words and more", 22, "  a  yes  of many\n          words and\n          more"},
		{"a second column in the second half", "  a name that is long  its value", 24, "  a name that is long\n    its value"},
		{"a parenthesis", "  (one two three)", 10, "  (one two\n  three)"},
		{"a line of a column", "          one two three", 18, "          one two\n          three"},
		{"several lines", "short\none two three\n", 8, "short\none two\n  three\n"},
		{"a word that no line holds", "in /a/path/without/any/blank; open it", 12,
			"in\n  /a/path/wi\n  thout/any/\n  blank;\n  open it"},
		{"a long word first", "abcdefghij", 4, "abcd\n  ef\n  gh\n  ij"},
		{"non-breaking blanks", "about 7\u00a0min in the\u00a0end", 9, "about\n  7 min\n  in\n  the end"},
		{"runes, not bytes", "ε_λ ε_v cos θ", 7, "ε_λ ε_v\n  cos θ"},
		{"escape sequences take no column", "\x1b[1mone\x1b[0m two three", 7, "\x1b[1mone\x1b[0m two\n  three"},
	} {
		if got := Fit(row.text, row.width); got != row.want {
			t.Errorf("%s: got\n%q\nwant\n%q", row.why, got, row.want)
		}
	}
}

// TestFitKeepsEverything: whatever the text, no line is too long, and nothing but blanks is lost.
func TestFitKeepsEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.StringMatching(`[a-zθ (]{0,30}`), 1, 9).Draw(t, "text"), " ")
		width := rapid.IntRange(4, 50).Draw(t, "width")
		got := Fit(text, width)
		for line := range strings.SplitSeq(got, "\n") {
			if n := utf8.RuneCountInString(line); n > width {
				t.Errorf("%d columns, of %d: %q", n, width, line)
			}
		}
		if letters(got) != letters(text) {
			t.Errorf("%q has become %q", text, got)
		}
	})
}

// letters returns the text without white space.
func letters(text string) string { return strings.Join(strings.Fields(text), "") }

// TestFlush: a paragraph has no hanging indent, and stays as it is where it fits.
func TestFlush(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"one two three", "one two\nthree"}, {" one two three", " one two\n three"}, {"one two", "one two"}, {"", ""},
	} {
		if got := Flush(row.text, 8); got != row.want {
			t.Errorf("%q: %q, want %q", row.text, got, row.want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, row := range []struct {
		text    string
		columns int
		want    string
	}{
		{"720575940604737708", 18, "720575940604737708"},
		{"720575940604737708", 10, "720575940…"},
		{"two words", 5, "two…"},
		{"θθθ", 2, "θ…"},
	} {
		if got := Cut(row.text, row.columns); got != row.want {
			t.Errorf("%q in %d: %q, want %q", row.text, row.columns, got, row.want)
		}
	}
}
