package main

import (
	"fmt"
	"strings"
)

// rule stands between two texts.
const rule = "================================================================================"

// page returns the file: what there is with its licences, and then each text once, below the names of all that have it.
func page(all []part) string {
	var b strings.Builder
	b.WriteString("The program simulate of noiseprune contains the work of others. noiseprune's own licence is in LICENSE,\n" +
		"those of the networks in the program are in LICENSES.md. `make licences` writes this file.\n\n" +
		"Portions of this software are copyright The FreeType Project (www.freetype.org). All rights reserved.\n\n")
	owners := map[string][]string{}
	var order []string
	for _, p := range all {
		fmt.Fprintf(&b, "%s: %s\n", p.name, strings.Join(p.kinds(), ", "))
		for _, t := range p.texts {
			if owners[t.content] == nil {
				order = append(order, t.content)
			}
			owners[t.content] = append(owners[t.content], p.name+", "+t.name)
		}
	}
	for _, content := range order {
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n\n%s", rule, strings.Join(owners[content], "\n"), rule, content)
	}
	return b.String()
}
