//go:build race

package main

// raceDetector tells that the race detector is at work, which takes memory of its own.
const raceDetector = true
