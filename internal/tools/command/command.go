// Package command holds what the tools share: signals, the exit code, the checks of the flags -only and -folder, the networks of
// a folder, and pages that are written in part.
package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"syscall"
)

// Main calls run with standard output and a context that SIGINT and SIGTERM cancel. On an error
// it prints "name: error" to standard error and exits with 1.
func Main(name string, run func(ctx context.Context, stdout io.Writer) error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		os.Exit(1)
	}
}

// Only compiles the regular expression of the flag -only. An empty one matches every name.
func Only(pattern string) (*regexp.Regexp, error) {
	only, err := regexp.Compile(pattern)
	if err != nil {
		return nil, fmt.Errorf("-only: %w", err)
	}
	return only, nil
}

// Source returns the path of a file or folder inside the tool's source folder, or an error if it
// does not exist, as when the tool is not started in the root of the repository.
func Source(folder string, name ...string) (string, error) {
	path := filepath.Join(append([]string{folder}, name...)...)
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("%w; start it in the root of the repository, or set -folder", err)
	}
	return path, nil
}
