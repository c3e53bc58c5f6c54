package main

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"noiseprune/noise"
)

func TestParseAnswer(t *testing.T) {
	got, err := parseAnswer("TestU01 1.2.3\t500\n0.25\tMaxOft\n0.5\tMaxOft\n1e-300\tGap, r = 22\n")
	want := result{Program: "TestU01 1.2.3", Drawn: 500, Statistics: []statistic{
		{Name: "MaxOft", P: 0.25}, {Name: "MaxOft, 2", P: 0.5}, {Name: "Gap, r = 22", P: 1e-300},
	}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	for _, bad := range []string{"", "TestU01 1.2.3\t500\n", "TestU01 1.2.3\n0.25\tGap\n", "TestU01 1.2.3\t500\nhigh\tGap\n"} {
		if got, err := parseAnswer(bad); err == nil {
			t.Errorf("%q gives %v", bad, got)
		}
	}
}

// TestRunTestFails: the error contains what the driver printed.
func TestRunTestFails(t *testing.T) {
	driver := filepath.Join(t.TempDir(), "driver")
	if err := os.WriteFile(driver, []byte("#!/bin/sh\necho $1 has no test $2 >&2\nexit 2\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := runTest(t.Context(), driver, battery{"Crush", 96}, 97, func([]uint32) {})
	if err == nil || !strings.HasSuffix(err.Error(), "Crush has no test 97") {
		t.Errorf("%v", err)
	}
}

// TestBattery: a test of SmallCrush passes the noise and detects broken generators.
func TestBattery(t *testing.T) {
	driver, err := compileDriver(t.Context(), filepath.Join("testu01", "driver.c"), t.TempDir())
	if errors.Is(err, errNoBattery) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	counted := func(step func(k uint32) uint32) filler {
		k := uint32(0)
		return func(words []uint32) {
			for i := range words {
				words[i] = step(k)
				k++
			}
		}
	}
	const poker = 4 // SimpPoker: one of the quickest
	for _, c := range []struct {
		why   string
		words filler
		check func(*testing.T, []statistic)
	}{
		{"the noise, by step", streams()[0].fill(1), mustPass},
		{"one round of Philox instead of ten", counted(func(k uint32) uint32 { return rounds(1)([4]uint32{k}, [2]uint32{1})[3] }), mustFail},
		{"a counter", counted(func(k uint32) uint32 { return k }), mustFail},
		{"every word twice", counted(func(k uint32) uint32 { return noise.Philox4x32([4]uint32{k / 2}, [2]uint32{1})[0] }), mustFail},
	} {
		t.Run(c.why, func(t *testing.T) {
			r, err := runTest(t.Context(), driver, battery{"SmallCrush", 10}, poker, c.words)
			if err != nil {
				t.Fatal(err)
			}
			if r.Drawn < 1e6 {
				t.Errorf("only %v words were drawn", r.Drawn)
			}
			c.check(t, r.Statistics)
		})
	}
}
