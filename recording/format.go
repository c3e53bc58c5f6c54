package recording

import (
	"fmt"

	"noiseprune/internal/enum"
)

// Format is a format of a file of frames.
type Format uint8

// The formats.
const (
	NPY         Format = iota // the recording itself
	NPZ                       // WriteNPZ, stored
	NPZDeflated               // WriteNPZ, compressed
	CSV                       // WriteCSV
	CSVGzip                   // WriteCSV, compressed
	Parquet                   // WriteParquet
)

// String returns the name, such as csv.gz.
func (f Format) String() string { return formats().Name(f) }

// ParseFormat returns the format of that name, or an error that lists the names.
func ParseFormat(text string) (Format, error) { return formats().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (f Format) MarshalText() ([]byte, error) { return formats().Marshal(f) }

// UnmarshalText is the inverse of MarshalText.
func (f *Format) UnmarshalText(text []byte) error { return formats().Unmarshal(f, text) }

// Check returns the error that a copy in this format ends with for its labels, which may be nil, or its number of columns,
// so that it is known before anything is recorded. It panics for another number of labels.
func (f Format) Check(labels []string, columns int) error {
	mustFit(labels, columns)
	switch f {
	case CSV, CSVGzip, Parquet:
		if _, err := columnNames(labels, columns); err != nil {
			return err
		}
	case NPY, NPZ, NPZDeflated:
	}
	if f == Parquet && columns > mostParquetColumns {
		return fmt.Errorf("a Parquet file of %d columns would be mostly footer; choose at most %d, or write .npz", columns, mostParquetColumns)
	}
	return nil
}

func formats() enum.Names[Format] {
	return enum.Of[Format]("format of a recording", "npy", "npz", "npz-deflated", "csv", "csv.gz", "parquet")
}
