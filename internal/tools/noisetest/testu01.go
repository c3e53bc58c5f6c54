package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// battery is a battery of TestU01: Simard & L'Ecuyer, "TestU01: A C library for empirical
// testing of random number generators", ACM TOMS 33(4), 2007.
type battery struct {
	name  string
	tests int
}

var errNoBattery = errors.New("TestU01 is missing: install Debian's gcc and, from its section non-free, libtestu01-0-dev")

// compileDriver compiles testu01/driver.c, which runs one test of a battery.
func compileDriver(ctx context.Context, source, folder string) (driver string, err error) {
	compiler, err := exec.LookPath("cc")
	if err != nil {
		return "", fmt.Errorf("no C compiler (cc): %w", errNoBattery)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	driver, err = filepath.Abs(filepath.Join(folder, "testu01-driver"))
	if err != nil {
		return "", err
	}
	c := exec.CommandContext(ctx, compiler, "-O2", "-o", driver, source, "-ltestu01", "-ltestu01probdist", "-ltestu01mylib", "-lm")
	said, err := c.CombinedOutput()
	switch {
	case err == nil:
		return driver, nil
	case bytes.Contains(said, []byte("TestU01.h")), bytes.Contains(said, []byte("-ltestu01")):
		return "", errNoBattery
	default:
		return "", fmt.Errorf("%s: %w: %s", source, err, bytes.TrimSpace(said))
	}
}

// runTest runs one test of a battery on a stream.
func runTest(ctx context.Context, driver string, b battery, number int, words filler) (result, error) {
	c := exec.CommandContext(ctx, driver, b.name, strconv.Itoa(number))
	c.Stdin = newReader(words)
	var complaint bytes.Buffer
	c.Stderr = &complaint
	answer, err := c.Output()
	if ctx.Err() != nil {
		return result{}, ctx.Err()
	}
	if err != nil {
		return result{}, fmt.Errorf("%s, test %d: %w %s", b.name, number, err, bytes.TrimSpace(complaint.Bytes()))
	}
	r, err := parseAnswer(string(answer))
	if err != nil {
		return result{}, fmt.Errorf("%s, test %d: %w", b.name, number, err)
	}
	return r, nil
}

// parseAnswer reads what the driver prints. A repeated name of a statistic gets a number.
func parseAnswer(text string) (result, error) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	program, count, _ := strings.Cut(lines[0], "\t")
	drawn, err := strconv.ParseFloat(count, 64)
	if err != nil || len(lines) < 2 {
		return result{}, fmt.Errorf("an answer %q without statistics", text)
	}
	r := result{Program: program, Drawn: drawn}
	seen := map[string]int{}
	for _, line := range lines[1:] {
		value, name, _ := strings.Cut(line, "\t")
		p, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return result{}, fmt.Errorf("an answer without a p-value: %q", line)
		}
		seen[name]++
		if seen[name] > 1 {
			name = fmt.Sprintf("%s, %d", name, seen[name])
		}
		r.Statistics = append(r.Statistics, statistic{Name: name, P: p})
	}
	return r, nil
}
