package terminal

import (
	"os"
	"strings"
	"testing"
)

// TestScreenOfAFile: what is no terminal has neither colours nor plots unless they are asked for.
func TestScreenOfAFile(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/file")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	none := func(string) string { return "" }
	for _, row := range []struct {
		why         string
		color, plot When
		want        Screen
	}{
		{"by itself", Auto, Auto, Screen{Width: 80}},
		{"asked for", Always, Always, Screen{Width: 80, Color: true, Plots: true}},
		{"refused", Never, Never, Screen{Width: 80}},
	} {
		if got := Of(file, row.color, row.plot, none); got != row.want {
			t.Errorf("%s, a file: %+v, want %+v", row.why, got, row.want)
		}
		if got := Of(&strings.Builder{}, row.color, row.plot, none); got != row.want {
			t.Errorf("%s, no file: %+v, want %+v", row.why, got, row.want)
		}
	}
}

// TestStyles: a text has its escape sequences only where colours are shown.
func TestStyles(t *testing.T) {
	for _, row := range []struct {
		style func(Screen) string
		want  string
	}{
		{func(s Screen) string { return s.Heading("a") }, "\x1b[1ma\x1b[0m"},
		{func(s Screen) string { return s.Good("a") }, "\x1b[32ma\x1b[0m"},
		{func(s Screen) string { return s.Bad("a") }, "\x1b[31ma\x1b[0m"},
		{func(s Screen) string { return s.Warning("a") }, "\x1b[33ma\x1b[0m"},
		{func(s Screen) string { return s.Line(5, "a") }, "\x1b[35ma\x1b[0m"},
	} {
		if got := row.style(Screen{Color: true}); got != row.want {
			t.Errorf("%q, want %q", got, row.want)
		}
		if got := row.style(Screen{}); got != "a" {
			t.Errorf("without colours: %q", got)
		}
	}
	if got := (Screen{Color: true}).Good(""); got != "" {
		t.Errorf("of nothing: %q", got)
	}
}

// TestWhen reads the three names.
func TestWhen(t *testing.T) {
	for _, when := range []When{Auto, Always, Never} {
		var read When
		if err := read.UnmarshalText([]byte(when.String())); err != nil || read != when {
			t.Errorf("%v is read as %v, %v", when, read, err)
		}
	}
	var w When
	if err := w.UnmarshalText([]byte("yes")); err == nil || !strings.Contains(err.Error(), "choose auto, always or never") {
		t.Errorf("yes: %v", err)
	}
}
