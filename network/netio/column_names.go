package netio

import (
	"strings"
	"unicode"
)

// endNames are the usual names of the columns for source and target, in pairs, as plainName
// writes them.
func endNames() [][2]string {
	return [][2]string{
		{"source", "target"}, {"src", "dst"}, {"src", "tgt"}, {"sourceid", "targetid"}, {"sourcename", "targetname"},
		{"sourcenode", "targetnode"}, {"origin", "target"}, {"sender", "receiver"},
		{"from", "to"}, {"fromid", "toid"}, {"fromnode", "tonode"}, {"fromnodeid", "tonodeid"}, {"fromneuron", "toneuron"},
		{"pre", "post"}, {"preid", "postid"}, {"precell", "postcell"}, {"precellid", "postcellid"}, {"preneuron", "postneuron"},
		{"presynaptic", "postsynaptic"}, {"presynapticid", "postsynapticid"}, {"presynapticneuron", "postsynapticneuron"},
		{"presynapticcell", "postsynapticcell"}, {"presynapticrootid", "postsynapticrootid"},
		{"prerootid", "postrootid"}, {"preptrootid", "postptrootid"}, {"preptrootid", "postrootid"},
		{"prerootid720575940", "postrootid720575940"},
		{"presegid", "postsegid"}, {"preskid", "postskid"}, {"preskeletonid", "postskeletonid"},
		{"bodyidpre", "bodyidpost"}, {"bodypre", "bodypost"}, {"prebodyid", "postbodyid"}, {"prebody", "postbody"},
		{"idpre", "idpost"}, {"neuronpre", "neuronpost"},
	}
}

// weightNames are the usual names of the column of weights.
func weightNames() []string {
	return []string{
		"weight", "weights", "w", "edgeweight", "synapseweight", "syncount", "syncounts", "synapsecount", "synapsecounts", "nsyn", "nsyns",
		"nsynapses", "numsyn", "numsynapses", "numberofsynapses", "synapses", "synapsenumber", "count", "counts", "n", "nbr",
		"numberofconnections", "nconnections", "connections", "connectivity", "strength", "value",
	}
}

// plainName returns a column's name in small letters, without blanks, underscores, hyphens and points.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '_', '-', '.':
			return -1
		}
		return unicode.ToLower(r)
	}, strings.TrimSpace(name))
}

// signedProduct is the plain name of the column "Excitatory x Connectivity".
const signedProduct = "excitatoryxconnectivity"

// signNames are the usual names of a column of signs.
func signNames() []string { return []string{"sign", "signs", "excitatory", "exc"} }

// neuronTransmitterNames are the usual names of a column of transmitters in a table of neurons.
func neuronTransmitterNames() []string {
	return []string{"nttype", "nt", "neurotransmitter", "transmitter", "topnt", "predictednt"}
}

// transmitterNames are those in an edge list, in which some say that they are of the source.
func transmitterNames() []string {
	return append(neuronTransmitterNames(), "consensusnt", "prent", "prenttype", "ntpre", "nttypepre",
		"neurotransmittertype", "preneurotransmitter", "pretransmitter", "presynapticnt", "presynaptictransmitter")
}
