package main

import "strings"

// kind is a licence that allows what a release does, and the words that tell it.
type kind struct {
	id     string // of SPDX
	phrase string // with single spaces
	not    string // a phrase that tells another
}

// kinds returns the licences that are known. One that asks for more than its text beside the program, such as the GNU General
// Public License, must not be added.
func kinds() []kind {
	const anyPurpose = "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"
	const binary = "Redistribution and use in source and binary forms"
	return []kind{
		{"0BSD", anyPurpose, "copyright notice and this"},
		{"Apache-2.0", "Apache License Version 2.0, January 2004", ""},
		{"Apache-2.0", "Licensed under the Apache License, Version 2.0", "Version 2.0, January 2004"},
		{"BSD-2-Clause", binary, "endorse or promote"},
		{"BSD-3-Clause", "may be used to endorse or promote products derived from", ""},
		{"CC-BY-4.0", "Creative Commons Attribution 4.0 International", ""},
		{"FTL", "The FreeType Project LICENSE", ""},
		{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy of this software", ""},
		{"OFL-1.1", "SIL OPEN FONT LICENSE Version 1.1", ""},
	}
}

// kindsOf returns the identifiers of the known licences in a text.
func kindsOf(text string) []string {
	words := strings.Join(strings.Fields(text), " ")
	var all []string
	for _, k := range kinds() {
		if strings.Contains(words, k.phrase) && (k.not == "" || !strings.Contains(words, k.not)) {
			all = append(all, k.id)
		}
	}
	return all
}
