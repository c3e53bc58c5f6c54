package enum

import (
	"errors"
	"testing"
)

type colour uint8

const (
	_ colour = iota // has no name
	red
	green
	blue
)

func colours() Names[colour] { return Of[colour]("colour", "", "red", "green", "blue") }

func TestNamesAndValues(t *testing.T) {
	for c, name := range map[colour]string{red: "red", green: "green", blue: "blue"} {
		if got, err := colours().Parse(name); err != nil || got != c || colours().Name(c) != name {
			t.Errorf("%s: got %d, %v", name, got, err)
		}
		if text, err := colours().Marshal(c); err != nil || string(text) != name {
			t.Errorf("%s: marshalled as %q, %v", name, text, err)
		}
	}
	for c, name := range map[colour]string{0: "colour(0)", 7: "colour(7)"} {
		if got := colours().Name(c); got != name {
			t.Errorf("got %s, want %s", got, name)
		}
		if _, err := colours().Marshal(c); err == nil || err.Error() != name+" has no name" {
			t.Errorf("got %v", err)
		}
	}
}

func TestUnknownNames(t *testing.T) {
	c := blue
	for _, text := range []string{"Red", "", "colour(7)"} {
		err := colours().Unmarshal(&c, []byte(text))
		var unknown *UnknownError
		if !errors.As(err, &unknown) || unknown.Text != text || c != blue {
			t.Errorf("%s: got %v, value %d", text, err, c)
		}
	}
	if _, err := colours().Parse("Red"); err == nil || err.Error() != `colour "Red" is unknown; choose red, green or blue` {
		t.Errorf("got %v", err)
	}
	if err := colours().Unmarshal(&c, []byte("green")); err != nil || c != green {
		t.Errorf("got %v, value %d", err, c)
	}
	for want, names := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := Alternatives(names); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
