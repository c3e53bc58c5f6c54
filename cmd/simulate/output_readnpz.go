package main

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// largestArray is the most bytes of an array that readNPZ reads.
const largestArray = 1 << 28

// readNPZ reads the arrays of an archive that writeNPZ wrote, in their order.
func readNPZ(path string) ([]array, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; run again", path, err)
	}
	defer z.Close() //nolint:errcheck // it was read only
	var all []array
	for _, f := range z.File {
		a, err := readMember(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w; run again", path, f.Name, err)
		}
		all = append(all, a)
	}
	return all, nil
}

func readMember(f *zip.File) (array, error) {
	if f.UncompressedSize64 > largestArray {
		return array{}, fmt.Errorf("has %d bytes, more than %d", f.UncompressedSize64, largestArray)
	}
	member, err := f.Open()
	if err != nil {
		return array{}, err
	}
	defer member.Close() //nolint:errcheck // it was read only
	data, err := io.ReadAll(io.LimitReader(member, largestArray))
	if err != nil {
		return array{}, err
	}
	a, err := parseNPY(data)
	a.name = strings.TrimSuffix(f.Name, ".npy")
	return a, err
}

// parseNPY returns the array that netio.WriteNPY wrote: little-endian float64 values, the last index the fastest.
func parseNPY(data []byte) (array, error) {
	const start = 10 // magic, version, and length of the header
	if len(data) < start || string(data[:8]) != "\x93NUMPY\x01\x00" {
		return array{}, fmt.Errorf("is no array of version 1.0")
	}
	end := start + int(binary.LittleEndian.Uint16(data[8:]))
	if len(data) < end {
		return array{}, fmt.Errorf("ends in its header")
	}
	found := npyHeader().FindSubmatch(data[start:end])
	if found == nil {
		return array{}, fmt.Errorf("is no array of float64")
	}
	data = data[end:]
	var a array
	count := 1
	for text := range strings.SplitSeq(strings.Trim(string(found[1]), ", "), ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n > len(data) || n > 0 && count > len(data)/n {
			return array{}, fmt.Errorf("has the shape (%s), more than its data", found[1])
		}
		a.shape = append(a.shape, n)
		count *= n
	}
	if 8*count != len(data) {
		return array{}, fmt.Errorf("has %d bytes for %d values", len(data), count)
	}
	a.values = make([]float64, count)
	for k := range a.values {
		a.values[k] = math.Float64frombits(binary.LittleEndian.Uint64(data[8*k:]))
	}
	return a, nil
}

// npyHeader finds the shape.
func npyHeader() *regexp.Regexp {
	return regexp.MustCompile(`^\{'descr': '<f8', 'fortran_order': False, 'shape': \(([0-9, ]+)\), \} *\n$`)
}
