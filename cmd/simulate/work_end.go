package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"noiseprune/sim"
)

// errGone is why work ends whose folder was removed.
const errGone = goneError("the folder of the part was removed")

type goneError string

func (e goneError) Error() string { return string(e) }

// noPlan ends work in a folder without a plan: with an error unless the results are there.
func (s *settings) noPlan(c *cobra.Command) error {
	if holdsResult(s.out) {
		s.say(c, "%s holds a finished result; there is nothing to do", s.out)
		return nil
	}
	return inputError{fmt.Errorf("%s holds no plan; is it on a file system that this machine shares with the one where simulate submit ran?",
		s.out)}
}

// partVanished ends work whose folder was removed: quietly where another process has gathered all parts.
func (s *settings) partVanished(c *cobra.Command, part *workPart) error {
	if !holdsCheckpoint(s.out) && holdsResult(s.out) {
		return s.noPlan(c)
	}
	return fmt.Errorf("the folder of part %s in %s was removed while it was at work; the same command does what is missing", part.text, s.out)
}

// partEnded says how the part has ended; unsaved is why its results could not be written.
func (s *settings) partEnded(c *cobra.Command, part *workPart, err, unsaved error) error {
	others := (*sim.OthersError)(nil)
	switch {
	case unsaved != nil:
		return fmt.Errorf("the results of part %s could not be written: %w; make room, and the same command does what is missing",
			part.text, unsaved)
	case errors.Is(err, context.Canceled):
		return stoppedError{fmt.Errorf("part %s was stopped; the same command goes on", part.text)}
	case errors.As(err, &others):
		s.say(c, "part %s is done; %d of the %d tasks of %s are those of other parts", part.text, others.Missing, others.Count, others.Tasks)
		return nil
	case err != nil:
		return err
	}
	s.say(c, "all parts are done; simulate resume %s writes the results", s.out)
	return nil
}

// say prints a line of status unless the command is quiet.
func (s *settings) say(c *cobra.Command, format string, values ...any) {
	if !s.quiet {
		printStatus(c.ErrOrStderr(), format, values...)
	}
}
