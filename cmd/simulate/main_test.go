package main

import (
	"io"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/pflag"
)

// TestMain lets the scripts run this binary as simulate.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"simulate": main, "simulate-measured": mainMeasured})
}

// TestScripts runs the scripts of testdata/script.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}

// TestEveryFlagHasHelp: every command and flag has a help text.
func TestEveryFlagHasHelp(t *testing.T) {
	root := newRoot()
	root.SetOut(io.Discard)
	for _, c := range root.Commands() {
		if c.Short == "" || c.Long == "" {
			t.Errorf("%s has no help", c.Name())
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s --%s has no help", c.Name(), f.Name)
			}
		})
	}
}
