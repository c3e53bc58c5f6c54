//go:build !unix

package main

import "os"

// stopSignals are none where there are no such signals.
func stopSignals() []os.Signal { return nil }
