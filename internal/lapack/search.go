package lapack

import (
	"errors"
	"fmt"
)

// What load returns for a place without a library, and in a build that opens none.
var (
	errNotThere = errors.New("cannot be opened")
	errNoLoader = errors.New("this build cannot open libraries while it runs")
)

// places are where OpenBLAS is looked for: by name, wherever the system's loader looks,
// and where Homebrew puts it.
func places() []string {
	return []string{
		"libopenblas.so.0", "libopenblas.so",
		"libopenblas.dylib", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib", "/usr/local/opt/openblas/lib/libopenblas.dylib",
	}
}

// search returns the first OpenBLAS among the places that can be used. If there is none
// it returns why the first one that is there cannot be, or errNotThere, wrapped, if none
// is there, or errNoLoader.
func search(places []string, load func(name string) (*openblas, error)) (*openblas, error) {
	var refused error
	for _, name := range places {
		o, err := load(name)
		if err == nil {
			return o, nil
		}
		if errors.Is(err, errNoLoader) {
			return nil, err
		}
		if refused == nil && !errors.Is(err, errNotThere) {
			refused = fmt.Errorf("%s: %w", name, err)
		}
	}
	if refused != nil {
		return nil, refused
	}
	if len(places) == 1 {
		return nil, fmt.Errorf("%s %w", places[0], errNotThere)
	}
	return nil, fmt.Errorf("%w under any of %d usual names", errNotThere, len(places))
}
