package main

import (
	"github.com/spf13/pflag"

	"noiseprune/network"
)

// bindReading adds the flags that say what of a file is read.
func bindReading(f *pflag.FlagSet, r *network.Reading) {
	textFlag(f, &r.Orientation, "orientation", "rows of the file are: target-source targets, source-target sources")
	f.StringVar(&r.Variable, "variable", r.Variable, "the matrix to read, of a file that holds several")
	textFlag(f, &r.Layout, "layout", "of a table: auto, edges (a row for each edge) or matrix (a row for each neuron)")
	textFlag(f, &r.Columns, "columns", "of an edge list, where their names are not known: source=…,target=…,weight=…,transmitter=…")
	f.Var(repeated[network.Condition, *network.Condition]{&r.Where}, "where",
		"read only rows with COLUMN=VALUE; repeated: any of one column's values, all columns")
	textFlag(f, &r.Duplicates, "duplicates", "rows for the same pair: sum, refuse, or auto (sum where another column tells them apart)")
	f.Float64Var(&r.MinWeight, "min-weight", r.MinWeight, "leave out connections with a smaller |weight|")
	textFlag(f, &r.Signs, "signs", "signs of the weights: auto (what the file says), none, or a file with one for each neuron")
	f.Var(textList[network.Transmitter, *network.Transmitter]{&r.Transmitters}, "transmitters",
		"their signs, where these are not the usual ones, such as glut=+,da=-")
}
