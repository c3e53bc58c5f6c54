// Package enum gives the values of an enumeration their names: the texts that stand in spec
// files, flags and results.
//
// An enumeration is a type of kind uint8, with a function that lists its names:
//
//	func placements() enum.Names[Placement] {
//		return enum.Of[Placement]("noise placement", "outside", "inside", "ou")
//	}
//
//	func (p Placement) String() string { return placements().Name(p) }
package enum

import (
	"fmt"
	"slices"
	"strings"
)

// Names are the names of an enumeration's values.
type Names[E ~uint8] struct {
	what  string
	names []string
}

// Of returns the names of the values 0, 1, 2, …; a value whose name is empty has none.
// what is what the enumeration lists, such as "activation".
func Of[E ~uint8](what string, names ...string) Names[E] { return Names[E]{what, names} }

// Name returns the value's name, or text such as activation(7) for a value without one.
func (n Names[E]) Name(value E) string {
	if int(value) < len(n.names) && n.names[value] != "" {
		return n.names[value]
	}
	return fmt.Sprintf("%s(%d)", n.what, uint8(value))
}

// Parse returns the value of that name. It returns an *UnknownError for any other text.
func (n Names[E]) Parse(text string) (E, error) {
	k := slices.Index(n.names, text)
	if k < 0 || text == "" {
		return 0, &UnknownError{n.what, text, slices.DeleteFunc(slices.Clone(n.names), func(s string) bool { return s == "" })}
	}
	return E(k), nil
}

// Marshal returns the value's name, as MarshalText does, or an error for a value without one.
func (n Names[E]) Marshal(value E) ([]byte, error) {
	name := n.Name(value)
	if !slices.Contains(n.names, name) {
		return nil, fmt.Errorf("%s has no name", name)
	}
	return []byte(name), nil
}

// Unmarshal sets the value to that of the name, as UnmarshalText does. Where it returns an
// error, which is that of Parse, the value stays as it is.
func (n Names[E]) Unmarshal(value *E, text []byte) error {
	v, err := n.Parse(string(text))
	if err == nil {
		*value = v
	}
	return err
}

// UnknownError is a text that names no value of an enumeration.
type UnknownError struct {
	What  string   // what the enumeration lists, such as "activation"
	Text  string   // the text that was given
	Names []string // of all values
}

// Error says what the text is not, and lists the names, in one line.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("%s %q is unknown%s", e.What, e.Text, e.Reason())
}

// Reason returns "; choose a, b or c": the end of a sentence about the text.
func (e *UnknownError) Reason() string { return "; choose " + Alternatives(e.Names) }

// Alternatives joins "a", "b", "c" to "a, b or c".
func Alternatives(names []string) string {
	last := len(names) - 1
	if last <= 0 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
