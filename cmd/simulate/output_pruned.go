package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"noiseprune/network/netio"
	"noiseprune/sim"
)

// writePruned writes A = W − D of each pruned network: pruned.mtx is that of noise-prune.
func (f folder) writePruned(r *sim.Result) error {
	for _, rule := range r.Data.Rules {
		name := "pruned.mtx"
		switch rule.Name {
		case "noise":
		case "pruned": // the network that compare has read from a file
			continue
		default:
			name = "pruned-" + rule.Name + ".mtx"
		}
		if err := f.writeNetwork(r, rule, name); err != nil {
			return err
		}
	}
	return nil
}

// writeNetwork writes A = W − D of a rule's pruned network.
func (f folder) writeNetwork(r *sim.Result, rule sim.RuleData, name string) error {
	matrix, err := netio.Coupling(rule.Pruned)
	if err != nil {
		return err
	}
	if matrix.Labels == nil { // labels of an earlier result would be read as those of this network
		stale := filepath.Join(f.path, strings.TrimSuffix(name, ".mtx")+".labels.csv")
		if err := os.Remove(stale); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return netio.Write(filepath.Join(f.path, name), matrix, []string{
		"A = W - D of the network pruned by the rule " + rule.Name + ": row = target, column = source, the diagonal is minus the leak",
		fmt.Sprintf("%s, source %q, seed %d", r.Program, r.Spec.Network.Source, r.Spec.Seed),
	})
}
