package main

import (
	"fmt"
	"math"
	"time"
)

// timeLeft says how long the units that are left take, by those that were done in the time that has passed, or nothing
// while none was, and when none is left.
func timeLeft(done, left int64, passed time.Duration) string {
	seconds, known := secondsLeft(done, left, passed)
	if !known || left <= 0 {
		return ""
	}
	return secondsText(seconds)
}

// secondsText says that so many seconds are left.
func secondsText(seconds float64) string {
	seconds = math.Ceil(seconds)
	const year = 365 * 24 * 3600
	if seconds > year {
		return "more than a year left"
	}
	return fmt.Sprintf("%s left", time.Duration(seconds)*time.Second)
}

// secondsLeft returns what timeLeft says, and whether it is known.
func secondsLeft(done, left int64, passed time.Duration) (seconds float64, known bool) {
	if done <= 0 {
		return 0, false
	}
	return float64(max(0, left)) / float64(done) * passed.Seconds(), true
}
