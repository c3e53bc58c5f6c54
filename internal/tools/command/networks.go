package command

import (
	"path/filepath"
	"slices"
	"strings"

	"noiseprune/network"
	"noiseprune/network/netio"
)

// Networks returns the files of a folder whose names have one of these ends, in alphabetical order, or an error if the
// folder does not exist.
func Networks(folder string, ends ...string) ([]string, error) {
	if _, err := Source(folder); err != nil {
		return nil, err
	}
	all, err := filepath.Glob(filepath.Join(folder, "*"))
	isNone := func(path string) bool {
		return !slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(path, end) })
	}
	return slices.DeleteFunc(all, isNone), err
}

// NameOf returns the name of a file without its folder and what follows the first point.
func NameOf(path string) string {
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	return name
}

// Load makes the network of a file with the default leak. A MATLAB file may hold other matrices beside sc, the
// structural connectivity.
func Load(path string) (*network.Network, error) {
	d := network.Definition{Source: path, Input: "0"}
	if strings.HasSuffix(path, ".mat") {
		d.Variable = "sc"
	}
	loaded, err := netio.Load(d, 1, netio.DefaultLimits())
	if err != nil {
		return nil, err
	}
	return loaded.Network, nil
}

// Edges returns the places of the edges among the stored entries: one of each pair of a symmetric network.
func Edges(net *network.Network) []int {
	var places []int
	for place, e := range net.Weights().Entries() {
		if e.Source < e.Target || (e.Source > e.Target && !net.Symmetric()) {
			places = append(places, place)
		}
	}
	return places
}
