//go:build unix

package main

import (
	"syscall"
	"time"
)

// processorTime returns the user and system time of all threads of the process, or 0 if the system
// call fails.
func processorTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
