package netio

import "strings"

// mostListed is the number of names that a sentence lists at most.
const mostListed = 10

// listed lists the texts of the first things for a sentence, and says by … that there are others.
func listed[T any](all []T, most int, text func(T) string) string {
	var shown []string
	for _, thing := range all[:min(len(all), most)] {
		shown = append(shown, text(thing))
	}
	if len(all) > most {
		shown = append(shown, "…")
	}
	return strings.Join(shown, ", ")
}

// someNames lists names for a sentence.
func someNames(names []string) string { return listed(names, mostListed, oneLine) }
