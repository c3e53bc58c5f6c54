package netio

import "noiseprune/network"

// checkReading refuses what the format has not.
func (l layout) checkReading(at place, r network.Reading) error {
	const leaveOut = "leave it out"
	for _, option := range []struct {
		name  string
		given bool
		known bool
	}{
		{"variable", r.Variable != "", l.variables},
		{"layout", r.Layout != network.AutoLayout, l.table},
		{"layout matrix", r.Layout == network.MatrixLayout, !l.onlyEdges},
		{"columns", r.Columns != network.Columns{}, l.table},
		{"where", len(r.Where) > 0, l.table},
		{"duplicates", r.Duplicates != network.AutoDuplicates, l.table || l.duplicates},
		{"transmitters", len(r.Transmitters) > 0, l.table || r.Signs != network.SignRule{}},
	} {
		if option.given && !option.known {
			return at.fail(0, leaveOut, "the option %s has no meaning for %s", option.name, l.extension)
		}
	}
	return nil
}
