package main

import (
	"bytes"
	"testing"
)

// TestProgressInJSON: the lines that another program reads, with the announcement before the first phase.
func TestProgressInJSON(t *testing.T) {
	var stderr bytes.Buffer
	p := newProgress(&stderr, false, jsonProgress)
	p.announcement = "memory: about 1 GB\ntime: long"
	p.Phase("covariance", 10)
	p.Advance(1)                                 // too soon after the line of the phase
	p.printed = p.printed.Add(-2 * jsonInterval) // as if the time had passed
	p.units = 2                                  // nothing is left then, whatever time has passed
	p.Advance(1)
	p.message("the disk is full")
	want := `{"announcement":"memory: about 1 GB\ntime: long"}
{"phase":"covariance","done":0,"units":10,"seconds_left":null}
{"phase":"covariance","done":2,"units":2,"seconds_left":0}
{"message":"the disk is full"}
`
	if got := stderr.String(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestQuietProgressInJSON: only messages are left.
func TestQuietProgressInJSON(t *testing.T) {
	var stderr bytes.Buffer
	p := newProgress(&stderr, true, jsonProgress)
	p.announcement = "memory: about 1 GB"
	p.Phase("covariance", 10)
	p.printed = p.printed.Add(-2 * jsonInterval)
	p.Advance(1)
	p.message("the disk is full")
	if got, want := stderr.String(), `{"message":"the disk is full"}`+"\n"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
