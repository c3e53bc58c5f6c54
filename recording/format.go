package recording

import "noiseprune/internal/enum"

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

func formats() enum.Names[Format] {
	return enum.Of[Format]("format of a recording", "npy", "npz", "npz-deflated", "csv", "csv.gz", "parquet")
}
