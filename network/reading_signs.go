package network

import (
	"fmt"
	"strings"
)

// SignRule says where the signs of the weights come from. The zero value is that of the file:
// the signs of its weights, or those of a column that names transmitters or signs.
type SignRule struct {
	none bool
	file string
}

// NoSigns is the rule that takes the weights as they are, and no column of signs.
func NoSigns() SignRule { return SignRule{none: true} }

// SignFile is the rule that reads the sign of each neuron's outgoing weights from that file.
func SignFile(path string) SignRule { return SignRule{file: path} }

// File returns the name of the file that a SignFile reads.
func (r SignRule) File() (path string, ok bool) { return r.file, r.file != "" }

// None reports whether columns of signs are not read.
func (r SignRule) None() bool { return r.none }

// String returns "auto", "none" or the name of the file.
func (r SignRule) String() string {
	switch {
	case r.none:
		return "none"
	case r.file != "":
		return r.file
	}
	return "auto"
}

// MarshalText returns what String does.
func (r SignRule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what String returns. A file that is named like a rule is given as ./NAME.
func (r *SignRule) UnmarshalText(text []byte) error {
	switch string(text) {
	case "", "auto":
		*r = SignRule{}
	case "none":
		*r = NoSigns()
	default:
		*r = SignFile(string(text))
	}
	return nil
}

// Transmitter is the sign of the synapses that release a transmitter.
type Transmitter struct {
	Name     string // in lower case
	Negative bool
}

// String returns "name=+" or "name=-".
func (t Transmitter) String() string {
	if t.Negative {
		return t.Name + "=-"
	}
	return t.Name + "=+"
}

// MarshalText returns what String does.
func (t Transmitter) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText is the inverse of MarshalText; the name may be in capitals.
func (t *Transmitter) UnmarshalText(text []byte) error {
	name, sign, _ := strings.Cut(string(text), "=")
	name, sign = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(sign)
	if name == "" || (sign != "+" && sign != "-") {
		return fmt.Errorf("transmitter %q is not of the form NAME=+ or NAME=-", text)
	}
	*t = Transmitter{Name: name, Negative: sign == "-"}
	return nil
}
