package main

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func attemptOf(p ...float64) result {
	var r result
	for i, v := range p {
		r.Statistics = append(r.Statistics, statistic{Name: string(rune('a' + i)), P: v})
	}
	return r
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		attempts []result
		want     verdict
		why      string
	}{
		{[]result{attemptOf(0.5, 0.01, 0.999)}, passed, "nothing strange"},
		{[]result{attemptOf(0.5, 1e-11)}, failed, "too small by far"},
		{[]result{attemptOf(0.5, 1-1e-11)}, failed, "too good by far"},
		{[]result{attemptOf(0.5, math.NaN())}, failed, "no probability"},
		{[]result{attemptOf(-1)}, failed, "no probability, as kept"},
		{[]result{attemptOf(0.5, 1e-5)}, pending, "suspicious, to be repeated"},
		{[]result{attemptOf(0.5, 1e-5), attemptOf(0.5, 0.3)}, cleared, "not again"},
		{[]result{attemptOf(0.5, 1e-5), attemptOf(1e-5, 0.3)}, cleared, "another than before"},
		{[]result{attemptOf(0.5, 1e-5), attemptOf(0.5, 1-1e-5)}, failed, "the same again"},
		{[]result{attemptOf(0.5, 1e-5), attemptOf(1e-11, 0.5)}, failed, "another, but far out"},
	} {
		if got := judge(c.attempts); got != c.want {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}

// TestStore: results are there again, whatever happened to the file, and only of the same
// generator.
func TestStore(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "results")
	open := func(generator string) *store {
		t.Helper()
		s, err := openStore(folder, generator)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	add := func(s *store, part string, attempt int, p float64) {
		t.Helper()
		r := attemptOf(p)
		r.Part, r.Attempt = part, attempt
		if err := s.add("group", r); err != nil {
			t.Fatal(err)
		}
	}
	s := open("this")
	add(s, "x/1", 0, 0.1)
	add(s, "x/1", 1, 0.2)
	file := filepath.Join(folder, "group.jsonl")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data[:len(data)-20], 0o644); err != nil { // a kill while it was written
		t.Fatal(err)
	}
	s = open("this")
	if _, there := s.find("x/1", 1); there {
		t.Error("half a line was taken for a result")
	}
	add(s, "x/2", 0, 0.3)
	add(open("another"), "x/1", 1, 0.9)
	s = open("this")
	for _, want := range []struct {
		part    string
		attempt int
		p       float64
	}{{"x/1", 0, 0.1}, {"x/2", 0, 0.3}} {
		if r, there := s.find(want.part, want.attempt); !there || r.Statistics[0].P != want.p {
			t.Errorf("%s: %v, want p = %v", want.part, r, want.p)
		}
	}
	if r, there := s.find("x/1", 1); there {
		t.Errorf("a result of another generator: %v", r)
	}
}

// counted is a part that gives these p-values, one an attempt, and counts its runs.
func counted(name string, runs *int, p ...float64) part {
	return part{"group", "a title", name, func(_ context.Context, attempt int) (result, error) {
		*runs++
		return attemptOf(p[attempt]), nil
	}}
}

func TestRunParts(t *testing.T) {
	var good, doubtful, strange, unwanted int
	parts := []part{
		counted("good", &good, 0.4, 0.4), counted("doubtful", &doubtful, 1e-5, 0.4),
		counted("strange", &strange, math.NaN(), 0.4), counted("unwanted", &unwanted, 0.4),
		{"battery", "", "good battery", func(context.Context, int) (result, error) { return result{}, errNoBattery }},
	}
	s, err := openStore(t.TempDir(), "this")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time, nothing is left to be done
		if err := runParts(t.Context(), io.Discard, s, parts, regexp.MustCompile("good|doubtful|strange")); !errors.Is(err, errNoBattery) {
			t.Errorf("without TestU01: %v", err)
		}
		s, err = openStore(s.folder, "this")
		if err != nil {
			t.Fatal(err)
		}
	}
	if got, want := []int{good, doubtful, strange, unwanted}, []int{1, 2, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("the parts ran %v times, want %v", got, want)
	}
	if err := verdictError(parts, s); err == nil || err.Error() != "strange: the noise has failed" {
		t.Errorf("the verdict is %v", err)
	}
}

func TestRunPartsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	runs := 0
	parts := []part{counted("first", &runs, 0.4), {"group", "", "second", func(ctx context.Context, _ int) (result, error) {
		cancel()
		return result{}, ctx.Err()
	}}, counted("third", &runs, 0.4)}
	s, err := openStore("", "this")
	if err != nil {
		t.Fatal(err)
	}
	if err := runParts(ctx, io.Discard, s, parts, regexp.MustCompile("")); err == nil || !strings.HasPrefix(err.Error(), "interrupted") {
		t.Errorf("interrupted: %v", err)
	}
	if _, kept := s.find("first", 0); !kept || runs != 1 {
		t.Errorf("kept %v, %d runs", kept, runs)
	}
}

// TestPlan: names are kept between runs, so no two parts may share one.
func TestPlan(t *testing.T) {
	for _, s := range []sizes{full(), quick()} {
		seen := map[string]bool{}
		for _, p := range plan(s, "") {
			if seen[p.name] {
				t.Errorf("two parts are called %s", p.name)
			}
			seen[p.name] = true
		}
	}
	if got, want := len(plan(full(), "")), 10*10+2+1+5*4+5+1+3*96; got != want {
		t.Errorf("%d parts, want %d", got, want)
	}
}
