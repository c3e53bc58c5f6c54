package network

import (
	"fmt"
	"strings"

	"noiseprune/internal/enum"
)

// Reading says what of a file is read, and how. The zero Reading reads what the file says
// itself, row = target.
type Reading struct {
	Orientation  Orientation   `json:"orientation" yaml:"orientation"`                      // of a matrix
	Variable     string        `json:"variable,omitzero" yaml:"variable,omitempty"`         // of a file that holds several matrices
	Layout       Layout        `json:"layout,omitzero" yaml:"layout,omitempty"`             // of a table
	Columns      Columns       `json:"columns,omitzero" yaml:"columns,omitempty"`           // of an edge list
	Where        []Condition   `json:"where,omitzero" yaml:"where,omitempty"`               // which rows of an edge list are read
	Duplicates   Duplicates    `json:"duplicates,omitzero" yaml:"duplicates,omitempty"`     // rows of an edge list for the same pair
	MinWeight    float64       `json:"min_weight,omitzero" yaml:"min_weight,omitempty"`     // connections with smaller |W| are left out
	Signs        SignRule      `json:"signs,omitzero" yaml:"signs,omitempty"`               // where the signs of the weights come from
	Transmitters []Transmitter `json:"transmitters,omitzero" yaml:"transmitters,omitempty"` // signs in place of those of the table
}

// Layout says what a table holds.
type Layout uint8

// The layouts of a table.
const (
	AutoLayout   Layout = iota // what its first rows show; a table that can be both is refused
	EdgeLayout                 // a row for each edge
	MatrixLayout               // a row for each neuron, a column for each neuron
)

func layouts() enum.Names[Layout] {
	return enum.Of[Layout]("layout", "auto", "edges", "matrix")
}

// String returns "auto", "edges" or "matrix".
func (l Layout) String() string { return layouts().Name(l) }

// MarshalText returns what String does, or an error for a value without a name.
func (l Layout) MarshalText() ([]byte, error) { return layouts().Marshal(l) }

// UnmarshalText is the inverse of MarshalText.
func (l *Layout) UnmarshalText(text []byte) error { return layouts().Unmarshal(l, text) }

// Duplicates says what becomes of several rows of an edge list for the same pair.
type Duplicates uint8

// The rules for rows that repeat a pair.
const (
	AutoDuplicates   Duplicates = iota // summed where another column tells them apart, else refused
	SumDuplicates                      // their weights are added, in the order of the rows
	RefuseDuplicates                   // an error
)

func duplicates() enum.Names[Duplicates] {
	return enum.Of[Duplicates]("rule for duplicates", "auto", "sum", "refuse")
}

// String returns "auto", "sum" or "refuse".
func (d Duplicates) String() string { return duplicates().Name(d) }

// MarshalText returns what String does, or an error for a value without a name.
func (d Duplicates) MarshalText() ([]byte, error) { return duplicates().Marshal(d) }

// UnmarshalText is the inverse of MarshalText.
func (d *Duplicates) UnmarshalText(text []byte) error { return duplicates().Unmarshal(d, text) }

// Condition is true for the rows of an edge list that have the value in the column.
type Condition struct{ Column, Value string }

// String returns "column=value".
func (c Condition) String() string { return c.Column + "=" + c.Value }

// MarshalText returns what String does.
func (c Condition) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText is the inverse of MarshalText. A value may contain "=", a column may not.
func (c *Condition) UnmarshalText(text []byte) error {
	column, value, ok := strings.Cut(string(text), "=")
	column, value = strings.TrimSpace(column), strings.TrimSpace(value)
	if !ok || column == "" {
		return fmt.Errorf("condition %q is not of the form column=value", text)
	}
	*c = Condition{column, value}
	return nil
}
