package main

import (
	"context"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// counted is a part that gives these p-values, one an attempt, and counts its runs.
func counted(name string, runs *int, p ...float64) part {
	return part{"group", "a title", name, func(_ context.Context, attempt int) (result, error) {
		*runs++
		return attemptOf(p[attempt]), nil
	}}
}

func TestRunParts(t *testing.T) {
	var good, suspect, nan, unwanted int
	parts := []part{
		counted("good", &good, 0.4, 0.4), counted("suspect", &suspect, 1e-5, 0.4),
		counted("nan", &nan, math.NaN(), 0.4), counted("unwanted", &unwanted, 0.4),
		{"battery", "", "good battery", func(context.Context, int) (result, error) { return result{}, errNoBattery }},
	}
	s, err := openStore(t.TempDir(), "this")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time, all parts have results
		if err := runParts(t.Context(), io.Discard, s, parts, regexp.MustCompile("good|suspect|nan")); !errors.Is(err, errNoBattery) {
			t.Errorf("without TestU01: %v", err)
		}
		s, err = openStore(s.folder, "this")
		if err != nil {
			t.Fatal(err)
		}
	}
	if got, want := []int{good, suspect, nan, unwanted}, []int{1, 2, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("the parts ran %v times, want %v", got, want)
	}
	if err := verdictError(parts, s); err == nil || err.Error() != "nan: the noise has failed" {
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
