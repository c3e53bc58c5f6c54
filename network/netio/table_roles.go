package netio

import (
	"slices"

	"noiseprune/network"
)

// roles says which column of an edge list is what, by its position; −1 for what it does not have.
type roles struct {
	source, target, weight int

	sign        int // +1 or −1, to be multiplied with the weight
	transmitter int // from which the sign follows
	averages    []average
	direction   int // Directed or Undirected, as Gephi writes it
	where       []condition
}

// average is a column of the mean probability of a transmitter.
type average struct {
	column int
	name   string
}

// condition is a column and the values that are read, any of them.
type condition struct {
	column int
	values []string
}

// findRoles gives each column of an edge list its role.
func findRoles(h header, reading network.Reading) (roles, error) {
	r := roles{source: -1, target: -1, weight: -1, sign: -1, transmitter: -1, direction: -1}
	var err error
	if r.source, r.target, err = h.ends(reading.Columns); err != nil {
		return r, err
	}
	if r.source < 0 || r.target < 0 {
		return r, h.at.fail(h.line, nameColumns, "no known names of source and target are among the columns %s", h.list())
	}
	if r.source == r.target {
		return r, h.at.fail(h.line, nameColumns, "source and target are the same column %s", quote(h.names[r.source]))
	}
	if err := r.findWeight(h, reading); err != nil {
		return r, err
	}
	if !reading.Signs.None() {
		if err := r.findSigns(h, reading); err != nil {
			return r, err
		}
	}
	r.direction = slices.Index(h.plain, "type")
	return r, r.findConditions(h, reading.Where)
}

// findWeight finds the column of the weights. "Excitatory x Connectivity" is the signed product of
// two others (Shiu et al., Nature 634, 210 (2024)), and goes before them.
func (r *roles) findWeight(h header, reading network.Reading) error {
	var err error
	if r.weight, err = h.given("weight", reading.Columns.Weight); err != nil || r.weight >= 0 {
		return err
	}
	if product := slices.Index(h.plain, signedProduct); product >= 0 && reading.Signs == (network.SignRule{}) {
		r.weight = product
		return nil
	}
	r.weight, err = h.only("weight", weightNames())
	return err
}

// findSigns finds the columns from which the signs follow.
func (r *roles) findSigns(h header, reading network.Reading) error {
	var err error
	if r.transmitter, err = h.given("transmitter", reading.Columns.Transmitter); err != nil || r.transmitter >= 0 {
		return err
	}
	if _, ok := reading.Signs.File(); ok || (r.weight >= 0 && h.plain[r.weight] == signedProduct) {
		return nil
	}
	if r.sign, err = h.only("sign", signNames()); err != nil || r.sign >= 0 {
		return err
	}
	r.transmitter, err = h.only("transmitter", transmitterNames())
	if err != nil || r.transmitter >= 0 {
		return err
	}
	for k, name := range h.plain {
		for _, t := range []string{"ach", "gaba", "glut", "da", "oct", "ser"} {
			if name == t+"avg" {
				r.averages = append(r.averages, average{k, t})
			}
		}
	}
	return nil
}

// findConditions finds the columns of the conditions. Conditions on the same column are alternatives.
func (r *roles) findConditions(h header, where []network.Condition) error {
	for _, w := range where {
		column, err := h.given("where", w.Column)
		if err != nil {
			return err
		}
		k := slices.IndexFunc(r.where, func(c condition) bool { return c.column == column })
		if k < 0 {
			k = len(r.where)
			r.where = append(r.where, condition{column: column})
		}
		r.where[k].values = append(r.where[k].values, w.Value)
	}
	return nil
}

// unused returns the columns that have no role, but for those without a name.
func (r *roles) unused(h header) []int {
	used := []int{r.source, r.target, r.weight, r.sign, r.transmitter, r.direction}
	for _, a := range r.averages {
		used = append(used, a.column)
	}
	for _, c := range r.where {
		used = append(used, c.column)
	}
	var unused []int
	for k, name := range h.names {
		if name != "" && !slices.Contains(used, k) {
			unused = append(unused, k)
		}
	}
	return unused
}
