package checkpoint

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"noiseprune/sim"
)

// State is a checkpoint of a run with the command that began it.
type State struct {
	Command string // run, covariance, prune or compare
	LAPACK  string // the choice of LAPACK on the command line
	Run     sim.Checkpoint
}

// memberPrefix begins the names of the run's members, so that they sort behind the others.
const memberPrefix = "run/"

// fields returns what a State says beside the run's members, by the names that it has in
// the file.
func (s *State) fields() map[string]*string {
	return map[string]*string{
		"command": &s.Command, "choice": &s.LAPACK, "lapack": &s.Run.LAPACK, "program": &s.Run.Program, "refusal": &s.Run.Refusal,
	}
}

// members returns the state as the members of a file.
func (s *State) members() []sim.Member {
	all := []sim.Member{
		{Name: "hash of the network", Data: s.Run.NetworkHash[:]}, {Name: "hash of the spec", Data: s.Run.SpecHash[:]},
		{Name: "spec", Data: s.Run.Spec},
	}
	for name, value := range s.fields() {
		all = append(all, sim.Member{Name: name, Data: []byte(*value)})
	}
	for _, m := range s.Run.Members {
		all = append(all, sim.Member{Name: memberPrefix + m.Name, Data: m.Data})
	}
	slices.SortFunc(all, func(a, b sim.Member) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// DecodeState returns the state that a file holds. Its errors are those of Decode, or say
// what is missing.
func DecodeState(file []byte) (*State, error) {
	members, err := Decode(file)
	if err != nil {
		return nil, err
	}
	s := new(State)
	fields := s.fields()
	hashes := map[string]*[sha256.Size]byte{"hash of the network": &s.Run.NetworkHash, "hash of the spec": &s.Run.SpecHash}
	for _, m := range members {
		if name, ok := strings.CutPrefix(m.Name, memberPrefix); ok {
			s.Run.Members = append(s.Run.Members, sim.Member{Name: name, Data: m.Data})
			continue
		}
		field, isField := fields[m.Name]
		hash, isHash := hashes[m.Name]
		switch {
		case isField:
			*field = string(m.Data)
			delete(fields, m.Name)
		case isHash && len(m.Data) == sha256.Size:
			copy(hash[:], m.Data)
			delete(hashes, m.Name)
		case m.Name == "spec":
			s.Run.Spec = m.Data
		default:
			return nil, fmt.Errorf("it has a part %q, which is none of a run's checkpoint", m.Name)
		}
	}
	if len(fields) > 0 || len(hashes) > 0 || s.Run.Spec == nil {
		return nil, fmt.Errorf("it is no checkpoint of a run: %d parts are missing", len(fields)+len(hashes))
	}
	return s, nil
}
