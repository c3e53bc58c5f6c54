package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPage: the page says what was not run, what is suspicious and what has failed.
func TestPage(t *testing.T) {
	s, err := openStore("", "0123")
	if err != nil {
		t.Fatal(err)
	}
	parts := []part{
		{group: "Crush/step", title: "by step", name: "Crush/step/1"},
		{group: "Crush/step", title: "by step", name: "Crush/step/2"},
		{group: "Crush/neuron", title: "by neuron", name: "Crush/neuron/1"},
		{group: "signs", title: "random signs", name: "signs/1"},
	}
	for part, r := range map[string]result{"Crush/step/1": attemptOf(0.25, 0.999999), "signs/1": attemptOf(0.5)} {
		r.Part, r.Drawn, r.Program = part, 1.3e9, "TestU01 1.2.3"
		if err := s.add("", r); err != nil {
			t.Fatal(err)
		}
	}
	text := page(parts, s)
	for _, want := range []string{
		"Nothing has failed. 3 p-values from 2.6·10⁹ words",
		"A test is to be repeated in 1 group. **Not run yet: 2 tests of 4.**",
		"| Crush/step/1 | b | 1 | 1 − 1e-06 | to be repeated |",
		"| Crush | by step | 1 of 2 | 1.3·10⁹ | 2 | 0.25, 1 − 1e-06 | to be repeated |",
		"| Crush | by neuron | 0 of 1 | 0 | 0 | – | not run |",
		"| signs | random signs | 1 | 1.3·10⁹ | 1 | 0.5, 0.5 | passed |",
		"TestU01 1.2.3. ",
		"Fingerprint of the generator: 0123.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q:\n%s", want, text)
		}
	}
	worse := attemptOf(1e-12)
	worse.Part = "Crush/step/2"
	if err := s.add("", worse); err != nil {
		t.Fatal(err)
	}
	text = page(parts, s)
	if !strings.Contains(text, "**The noise has failed in 1 group of tests below.**") || !strings.Contains(text, "| FAILED |") {
		t.Errorf("the page does not report a failure:\n%s", text)
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{magnitude(9999), "9999"}, {magnitude(1e4), "10⁴"}, {magnitude(9.96e7), "10⁸"}, {magnitude(9.94e7), "9.9·10⁷"},
		{magnitude(1.25e12), "1.2·10¹²"},
		{probability(0.25), "0.25"}, {probability(1e-12), "1e-12"}, {probability(0.995), "1 − 0.005"}, {probability(1), "1"},
		{count(999, "test"), "999 tests"}, {count(1234567, "test"), "1,234,567 tests"},
		{count(1, "test"), "1 test"}, {count(2000, "test"), "2,000 tests"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// TestPageOfTheResults: docs/noisetest.md is the page of the kept results, and these belong to the
// present noise. Otherwise, `make noisetest` must be run again.
func TestPageOfTheResults(t *testing.T) {
	s, err := openStore("results", fingerprint())
	if err != nil {
		t.Fatal(err)
	}
	if len(s.results) == 0 {
		t.Fatalf("no results of the present noise, %s", s.generator)
	}
	got, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "noisetest.md"))
	if err != nil {
		t.Fatal(err)
	}
	parts := plan(full(), "")
	if string(got) != page(parts, s) {
		t.Error("docs/noisetest.md is not the page of results/")
	}
	if err := verdictError(parts, s); err != nil {
		t.Error(err)
	}
}
