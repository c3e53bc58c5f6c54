package main

import (
	"fmt"
	"os"
)

// load returns the load average of the last minute, or 0 if the system does not report it.
func load() float64 {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0
	}
	var minute float64
	if _, err := fmt.Sscan(string(text), &minute); err != nil {
		return 0
	}
	return minute
}
