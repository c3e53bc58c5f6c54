package network

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// IsGenerator reports whether text is meant as a generator rather than as a file: its
// part before any colon is a generator's name, or it has the form NAME:PARAMETER=….
func IsGenerator(text string) bool {
	name, _, _ := strings.Cut(text, ":")
	for _, form := range generatorForms() {
		if form.help.Name == name {
			return true
		}
	}
	return regexp.MustCompile(`^[a-z]+:[a-z]+=`).MatchString(text)
}

// ParseGenerator reads a generator's text, NAME:PARAMETER=VALUE,…, as Generators
// describes them. It returns an error that lists what is allowed where a name is
// unknown, and one that names the parameter where a value cannot be read, is out of
// range, missing or given twice.
func ParseGenerator(text string) (Generator, error) {
	name, rest, _ := strings.Cut(text, ":")
	forms := generatorForms()
	k := slices.IndexFunc(forms, func(f generatorForm) bool { return f.help.Name == name })
	if k < 0 {
		names := make([]string, len(forms))
		for k, form := range forms {
			names[k] = form.help.Name
		}
		return nil, fmt.Errorf("generator %q is unknown; choose %s", name, oneOf(names))
	}
	a, err := readArguments(forms[k], rest)
	if err != nil {
		return nil, err
	}
	generator := forms[k].build(a)
	if a.err != nil {
		return nil, a.err
	}
	if err := generator.check(); err != nil {
		return nil, fmt.Errorf("generator %s: %w", name, err)
	}
	return generator, nil
}

// arguments are a generator's parameters as text. Its methods read them; the first
// value that cannot be read is kept in err, and further methods return zeros.
type arguments struct {
	generator string
	text      map[string]string
	err       error
}

func readArguments(form generatorForm, text string) (*arguments, error) {
	a := &arguments{generator: form.help.Name, text: map[string]string{}}
	names := make([]string, len(form.parameters))
	for k, p := range form.parameters {
		names[k] = p.name
	}
	for part := range strings.SplitSeq(text, ",") {
		if text == "" {
			break
		}
		name, value, _ := strings.Cut(part, "=")
		_, repeated := a.text[name]
		switch {
		case !slices.Contains(names, name):
			return nil, fmt.Errorf("generator %s has no parameter %q; it has %s", a.generator, name, oneOf(names))
		case repeated:
			return nil, fmt.Errorf("generator %s: %s is given twice", a.generator, name)
		case value == "":
			return nil, fmt.Errorf("generator %s: %s has no value; write %s=VALUE", a.generator, name, name)
		}
		a.text[name] = value
	}
	for _, p := range form.parameters {
		if _, given := a.text[p.name]; given {
			continue
		}
		if p.fallback == "" {
			return nil, fmt.Errorf("generator %s needs %s (%s), such as %s", a.generator, p.name, p.meaning, form.help.Example)
		}
		a.text[p.name] = p.fallback
	}
	return a, nil
}

// fail keeps the first value that cannot be read.
func (a *arguments) fail(name, wanted string) {
	if a.err == nil {
		a.err = fmt.Errorf("generator %s: %s=%q is not %s", a.generator, name, a.text[name], wanted)
	}
}

func (a *arguments) count(name string) int {
	n, err := strconv.Atoi(a.text[name])
	if err != nil {
		a.fail(name, "an integer")
	}
	return n
}

// largeCount reads an integer that may be written as 3.7e6.
func (a *arguments) largeCount(name string) int {
	const exact = 1 << 53
	v, err := strconv.ParseFloat(a.text[name], 64)
	if err != nil || v != math.Trunc(v) || math.Abs(v) > exact {
		a.fail(name, "an integer such as 3700000 or 3.7e6")
		return 0
	}
	return int(v)
}

func (a *arguments) number(name string) float64 {
	v, err := strconv.ParseFloat(a.text[name], 64)
	if err != nil {
		a.fail(name, "a number")
	}
	return v
}

func (a *arguments) flag(name string) bool {
	switch a.text[name] {
	case "true":
		return true
	case "false":
		return false
	}
	a.fail(name, "true or false")
	return false
}

func (a *arguments) numbers(name string) []float64 {
	var values []float64
	for part := range strings.SplitSeq(a.text[name], "/") {
		v, err := strconv.ParseFloat(part, 64)
		if err != nil {
			a.fail(name, "a list of numbers such as 1/0.5")
		}
		values = append(values, v)
	}
	return values
}

// numbersOr reads a list that may be "same" instead: the list of another parameter.
func (a *arguments) numbersOr(name, other string) []float64 {
	if a.text[name] == "same" {
		return a.numbers(other)
	}
	return a.numbers(name)
}

// sizes reads numbers of neurons such as 9000/10x100, which is 9000 and ten times 100.
func (a *arguments) sizes(name string) []int {
	const wanted = "a list of sizes such as 1000/200/800 or 9000/10x100"
	var sizes []int
	for part := range strings.SplitSeq(a.text[name], "/") {
		times, size, repeats := strings.Cut(part, "x")
		if !repeats {
			times, size = "1", part
		}
		n, err := strconv.Atoi(size)
		repeat, repeatErr := strconv.Atoi(times)
		if err != nil || repeatErr != nil || repeat < 1 || repeat > mostClusters {
			a.fail(name, wanted)
			return nil
		}
		for range repeat {
			sizes = append(sizes, n)
		}
	}
	return sizes
}

// mostClusters bounds how often one size may be repeated.
const mostClusters = 1 << 20

func oneOf(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
