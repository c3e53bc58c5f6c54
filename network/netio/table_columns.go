package netio

import "noiseprune/network"

// namesEnds reports whether a header with these names says which columns are source and target.
func namesEnds(names []string, given network.Columns) bool { return false }
