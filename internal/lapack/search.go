package lapack

import (
	"errors"
	"fmt"
)

// The errors of load for a name without a library, and in a build that cannot open any.
var (
	errNotThere = errors.New("cannot be opened")
	errNoLoader = errors.New("this build cannot open libraries while it runs")
)

// usualNames are the file names under which OpenBLAS is searched for: in the directories of
// the system's loader, and where Homebrew installs it.
func usualNames() []string {
	return []string{
		"libopenblas.so.0", "libopenblas.so",
		"libopenblas.dylib", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib", "/usr/local/opt/openblas/lib/libopenblas.dylib",
	}
}

// search returns the first usable OpenBLAS among the names. If there is none, it returns
// the error of the first that was opened, or errNotThere, wrapped, if none was opened, or
// errNoLoader.
func search(names []string, load func(name string) (*openblas, error)) (*openblas, error) {
	var unusable error
	for _, name := range names {
		o, err := load(name)
		if err == nil {
			return o, nil
		}
		if errors.Is(err, errNoLoader) {
			return nil, err
		}
		if unusable == nil && !errors.Is(err, errNotThere) {
			unusable = fmt.Errorf("%s: %w", name, err)
		}
	}
	if unusable != nil {
		return nil, unusable
	}
	if len(names) == 1 {
		return nil, fmt.Errorf("%s %w", names[0], errNotThere)
	}
	return nil, fmt.Errorf("%w under any of %d usual names", errNotThere, len(names))
}
