package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"noiseprune/network"
	"noiseprune/sim"
)

// The exit codes.
const (
	exitFailed  = 1
	exitInput   = 2
	exitStopped = 75 // a part of the work was stopped and can go on: EX_TEMPFAIL of sysexits.h
)

// stoppedError marks an error of work that was stopped, and that goes on when the same command is given again.
type stoppedError struct{ error }

func (e stoppedError) Unwrap() error { return e.error }

// inputError marks an error that the user's input caused.
type inputError struct{ error }

func (e inputError) Unwrap() error { return e.error }

// asInputError marks err unless it is nil.
func asInputError(err error) error {
	if err == nil {
		return nil
	}
	return inputError{err}
}

// isInputError reports whether the user's input caused the error.
func isInputError(err error) bool {
	var input inputError
	var spec *sim.SpecError
	var unstable *network.UnstableError
	var amplified *sim.AmplifiedError
	var checkpoint *sim.CheckpointError
	return errors.As(err, &input) || errors.As(err, &spec) || errors.As(err, &unstable) || errors.As(err, &amplified) ||
		errors.As(err, &checkpoint)
}

// oneLine returns the text of an error without line breaks.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// printError prints the error in one line and returns the exit code.
func printError(stderr io.Writer, err error) int {
	code := exitFailed
	switch {
	case errors.As(err, new(stoppedError)):
		code = exitStopped
	case errors.Is(err, context.Canceled):
		err = errors.New("interrupted; nothing was written")
	case isInputError(err):
		code = exitInput
	}
	_, _ = fmt.Fprintf(stderr, "simulate: %s\n", oneLine(err)) // there is no other place to report a write error
	return code
}
