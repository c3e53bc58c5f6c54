package netio

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// labels returns the names of n regions, or nil where no file has them. Each line is a name,
// and behind it, in centres, three coordinates, and in areas a number.
func (c *connectivity) labels(n int) ([]string, error) {
	for _, file := range []struct {
		name    string
		numbers int // behind each name
	}{{"centres", 3}, {"centers", 3}, {"region_labels", 0}, {"areas", 1}} {
		f, err := c.find(file.name)
		if err != nil {
			return nil, err
		}
		if f == nil {
			continue
		}
		var labels []string
		err = c.open(f, func(r io.Reader, at place) error {
			labels, err = readRegionNames(r, at, n, file.numbers)
			return err
		})
		if labels != nil || err != nil {
			return labels, err
		}
		delete(c.used, f) // it has numbers only
	}
	return nil, nil
}

// readRegionNames reads a name from each line, which ends with the given count of numbers. It
// returns nil for a file that has numbers only. The first line may be a header.
func readRegionNames(r io.Reader, at place, n, numbers int) ([]string, error) {
	text, err := newLines(r, at)
	if err != nil {
		return nil, err
	}
	var labels []string
	for first := true; ; first = false {
		line, err := text.next('#')
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		label, ok := cutNumbers(line, numbers)
		switch {
		case !ok && first: // a header
			continue
		case !ok:
			return nil, at.fail(text.number, "write a name and its coordinates", "%s does not end with %d numbers", quote(line), numbers)
		case len(label) == 0 && labels == nil:
			return nil, nil
		case len(labels) == n:
			return nil, at.fail(text.number, "name each region once", "there are more names than the %d regions", n)
		}
		if wrong := wrongLabel(string(label)); wrong != "" {
			return nil, at.fail(text.number, labelCure, "name %s %s", quote(label), wrong)
		}
		labels = append(labels, string(label))
	}
	if len(labels) != n {
		return nil, at.fail(0, "name each region once", "%d names for %d regions", len(labels), n)
	}
	return labels, nil
}

// cutNumbers returns what is before the given count of numbers at the end of a line. Quotation
// marks around it are removed.
func cutNumbers(line []byte, count int) (before []byte, ok bool) {
	const separators = " \t,"
	for range count {
		line = bytes.TrimRight(line, separators)
		begin := bytes.LastIndexAny(line, separators) + 1
		if _, wrong := parseNumber(line[begin:]); wrong != "" && !strings.HasPrefix(wrong, "is not finite") {
			return nil, false
		}
		line = line[:begin]
	}
	line = bytes.Trim(line, separators)
	if len(line) >= 2 && line[0] == '"' && line[len(line)-1] == '"' {
		line = line[1 : len(line)-1]
	}
	return line, true
}
