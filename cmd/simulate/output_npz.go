package main

import (
	"archive/zip"
	"bytes"
	"io"

	"noiseprune/network/netio"
)

// array is one array of an .npz file.
type array struct {
	name   string
	shape  []int
	values []float64
}

// writeNPZ writes an archive for numpy.load. Its members have no time stamps, so that the same arrays
// give the same bytes.
func writeNPZ(path string, arrays []array) error {
	var buffer bytes.Buffer
	z := zip.NewWriter(&buffer)
	for _, a := range arrays {
		var member io.Writer
		member, err := z.CreateHeader(&zip.FileHeader{Name: a.name + ".npy", Method: zip.Deflate})
		if err != nil {
			return err
		}
		if err := netio.WriteNPY(member, a.shape, a.values); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return writeFile(path, buffer.Bytes())
}

// vector returns an array of one dimension.
func vector(name string, values []float64) array { return array{name, []int{len(values)}, values} }
