package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// environment is a virtual environment of Python.
type environment struct {
	name     string
	packages []string
}

// environments returns those of the peers. Brian2 has its own, because its newest release
// may refuse the newest NumPy.
func environments() []environment {
	return []environment{
		{"peers", []string{"numpy", "scipy", "jax", "diffrax", "torch"}},
		{"pandas", []string{"numpy", "scipy", "pandas", "pyarrow"}},
		{"networkit", []string{"numpy", "scipy", "networkit"}},
		{"brian2", []string{"brian2", "cython", "scipy", "setuptools", "numpy<2.4"}},
	}
}

// environmentOf returns the environment that a peer's script runs in.
func environmentOf(script string) environment {
	all := environments()
	switch script {
	case "with_brian2":
		return all[3]
	case "with_networkit":
		return all[2]
	case "with_pandas":
		return all[1]
	}
	return all[0]
}

// prepare returns the environment's interpreter. It creates the environment if it does not exist,
// with the newest releases; to get newer ones, remove internal/tools/bench/.venv. A package that
// cannot be installed does not stop the others.
func (e environment) prepare(ctx context.Context, folder string) (interpreter string, err error) {
	root := filepath.Join(folder, ".venv", e.name)
	interpreter = filepath.Join(root, "bin", "python")
	complete := filepath.Join(root, "complete")
	if _, err := os.Stat(complete); err == nil {
		return interpreter, nil
	}
	if err := e.command(ctx, "python3", "-m", "venv", root); err != nil {
		return "", err
	}
	if err := e.command(ctx, interpreter, append([]string{"-m", "pip", "install", "-q", "--upgrade"}, e.packages...)...); err == nil {
		return interpreter, os.WriteFile(complete, nil, 0o644)
	}
	for _, name := range e.packages {
		if err = e.command(ctx, interpreter, "-m", "pip", "install", "-q", name); err != nil {
			fmt.Fprintf(os.Stderr, "%s cannot be installed: %v\n", name, err)
		}
	}
	return interpreter, nil
}

// command runs a program, and returns the last line that it printed if it failed.
func (e environment) command(ctx context.Context, program string, arguments ...string) error {
	fmt.Fprintf(os.Stderr, "%s %s\n", program, strings.Join(arguments, " "))
	printed, err := exec.CommandContext(ctx, program, arguments...).CombinedOutput()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(string(printed)), "\n")
		return fmt.Errorf("%w: %s", err, lines[len(lines)-1])
	}
	return nil
}
