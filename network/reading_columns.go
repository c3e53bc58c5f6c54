package network

import (
	"fmt"
	"strings"
)

// Columns are the names of the columns of an edge list, "" for one that is found by its
// usual names. In a list whose columns have no names they are numbers, from 1.
type Columns struct {
	Source, Target string // the presynaptic and the postsynaptic neuron
	Weight         string
	Transmitter    string // the presynaptic neuron's transmitter, from which the sign follows
}

// roles returns the fields by the names that they have in text.
func (c *Columns) roles() []struct {
	name  string
	field *string
} {
	return []struct {
		name  string
		field *string
	}{{"source", &c.Source}, {"target", &c.Target}, {"weight", &c.Weight}, {"transmitter", &c.Transmitter}}
}

// String returns what UnmarshalText reads, such as "source=pre,target=post,weight=count".
func (c Columns) String() string {
	var given []string
	for _, r := range c.roles() {
		if *r.field != "" {
			given = append(given, r.name+"="+*r.field)
		}
	}
	return strings.Join(given, ",")
}

// MarshalText returns what String does, or an error for a name that contains a comma.
func (c Columns) MarshalText() ([]byte, error) {
	for _, r := range c.roles() {
		if strings.Contains(*r.field, ",") {
			return nil, fmt.Errorf("column %q contains a comma; give its number", *r.field)
		}
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads "source=NAME,target=NAME,weight=NAME,transmitter=NAME", any of them left
// out. A name does not contain a comma.
func (c *Columns) UnmarshalText(text []byte) error {
	var columns Columns
	for item := range strings.SplitSeq(string(text), ",") {
		if strings.TrimSpace(item) == "" {
			continue
		}
		if err := columns.set(item); err != nil {
			return err
		}
	}
	*c = columns
	return nil
}

func (c *Columns) set(item string) error {
	role, name, _ := strings.Cut(item, "=")
	role, name = strings.TrimSpace(role), strings.TrimSpace(name)
	for _, r := range c.roles() {
		switch {
		case r.name != role:
		case name == "":
			return fmt.Errorf("columns: %s has no name; write %s=NAME", role, role)
		case *r.field != "":
			return fmt.Errorf("columns: %s is given twice", role)
		default:
			*r.field = name
			return nil
		}
	}
	return fmt.Errorf("columns: %q is unknown; give source=NAME, target=NAME, weight=NAME or transmitter=NAME", strings.TrimSpace(item))
}
