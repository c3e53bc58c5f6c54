package testutil

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// corpusVersion is the first line of each input, as go test -fuzz writes it.
const corpusVersion = "go test fuzz v1"

// AddCorpus seeds a fuzz target with its inputs in testdata/fuzz.txtar of its package, to
// which make corpus moves what go test -fuzz has found. Called first in a target, it makes
// seed#k the archive's k-th input of that target, counted from zero.
func AddCorpus(f *testing.F) {
	f.Helper()
	archive, err := txtar.ParseFile("testdata/fuzz.txtar")
	if err != nil {
		f.Fatal(err)
	}
	found := false
	for _, file := range archive.Files {
		if !strings.HasPrefix(file.Name, f.Name()+"/") {
			continue
		}
		found = true
		values, err := corpusValues(string(file.Data))
		if err != nil {
			f.Fatalf("testdata/fuzz.txtar: %s: %v", file.Name, err)
		}
		f.Add(values...)
	}
	if !found {
		f.Fatal("testdata/fuzz.txtar has no input of this target")
	}
}

// corpusValues returns the arguments that an input holds, one on each line.
func corpusValues(input string) (values []any, err error) {
	lines := strings.Split(strings.TrimSuffix(input, "\n"), "\n")
	if lines[0] != corpusVersion || len(lines) < 2 {
		return nil, fmt.Errorf("it does not begin with %q and go on with values", corpusVersion)
	}
	for _, line := range lines[1:] {
		value, err := corpusValue(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", line, err)
		}
		values = append(values, value)
	}
	return values, nil
}

// corpusValue reads one value, of a type that our targets take.
func corpusValue(line string) (any, error) {
	typ, text, opened := strings.Cut(line, "(")
	text, closed := strings.CutSuffix(text, ")")
	if !opened || !closed {
		return nil, fmt.Errorf("this is no conversion of the form TYPE(VALUE)")
	}
	switch typ {
	case "[]byte":
		s, err := strconv.Unquote(text)
		return []byte(s), err
	case "string":
		return strconv.Unquote(text)
	case "int64":
		return strconv.ParseInt(text, 10, 64)
	case "uint":
		u, err := strconv.ParseUint(text, 10, 0)
		return uint(u), err
	}
	return nil, fmt.Errorf("the type %s is not known; add it to corpusValue", typ)
}
