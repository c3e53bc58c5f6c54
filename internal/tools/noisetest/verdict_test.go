package main

import (
	"math"
	"testing"
)

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		attempts []result
		want     verdict
		why      string
	}{
		{[]result{attemptOf(0.5, 0.01, 0.999)}, passed, "nothing suspicious"},
		{[]result{attemptOf(0.5, 1e-11)}, failed, "p too small"},
		{[]result{attemptOf(0.5, 1-1e-11)}, failed, "p too near 1"},
		{[]result{attemptOf(0.5, math.NaN())}, failed, "no probability"},
		{[]result{attemptOf(-1)}, failed, "no probability, as kept"},
		{[]result{attemptOf(0.5, 1e-5)}, pending, "suspicious, to be repeated"},
		{[]result{attemptOf(0.5, 1e-5), attemptOf(0.5, 0.3)}, cleared, "not again"},
		{[]result{attemptOf(0.5, 1e-5), attemptOf(1e-5, 0.3)}, cleared, "another statistic"},
		{[]result{attemptOf(0.5, 1e-5), attemptOf(0.5, 1-1e-5)}, failed, "the same statistic again"},
		{[]result{attemptOf(0.5, 1e-5), attemptOf(1e-11, 0.5)}, failed, "another, but failing"},
	} {
		if got := judge(c.attempts); got != c.want {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}
