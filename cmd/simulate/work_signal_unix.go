//go:build unix

package main

import (
	"os"
	"syscall"
)

// stopSignals are those that stop a part of the work, beside those that stop every command: schedulers send it before a time limit.
func stopSignals() []os.Signal { return []os.Signal{syscall.SIGUSR1} }
