package checkpoint

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"

	"noiseprune/internal/testutil"
	"noiseprune/network"
	"noiseprune/sim"
)

// cost is what one input may cost to read: a slice of members, their names, and for a
// network some times its own bytes.
func cost() testutil.Limits {
	return testutil.Limits{Time: time.Second, Bytes: 1 << 20, PerByte: 100}
}

// networksOf returns a file of networks.
func networksOf(f *testing.F) []byte {
	data, err := pair(f).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	return encoded(f, sim.Member{Name: "0", Data: data})
}

func addDamaged(f *testing.F, file []byte) {
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add(file[:len(file)-1])
	for _, at := range []int{0, 8, 17, 25, headerSize + 1, len(file) / 2, len(file) - 1} {
		flipped := bytes.Clone(file)
		flipped[at] ^= 0x10
		f.Add(flipped)
	}
	newer := bytes.Clone(file)
	binary.LittleEndian.PutUint64(newer[len(magic):], formatVersion+1)
	f.Add(newer)
}

// FuzzState demands exactly one of state and error, and that what is read is written as the
// same bytes.
func FuzzState(f *testing.F) {
	testutil.AddCorpus(f)
	addDamaged(f, encoded(f, sample().members()...))
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte) {
		var s *State
		var err error
		g.Read(t, len(file), func() { s, err = DecodeState(file) })
		if (s == nil) == (err == nil) {
			t.Fatalf("state %v, error %v", s, err)
		}
		if err == nil && !bytes.Equal(encoded(t, s.members()...), file) {
			t.Fatal("the state is written as other bytes")
		}
	})
}

// FuzzMembers changes the members of a file whose checksums are right.
func FuzzMembers(f *testing.F) {
	testutil.AddCorpus(f)
	for _, m := range sample().members() {
		f.Add(m.Name, m.Data)
	}
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		members := sample().members()
		for k := range members {
			if members[k].Name == name {
				members[k].Data = data
			}
		}
		file := encoded(t, append(members, sim.Member{Name: memberPrefix + "z" + name, Data: data})...)
		var s *State
		var err error
		g.Read(t, len(file), func() { s, err = DecodeState(file) })
		if (s == nil) == (err == nil) {
			t.Fatalf("state %v, error %v", s, err)
		}
	})
}

// FuzzNetworks changes encoded networks, bare and in a file.
func FuzzNetworks(f *testing.F) {
	testutil.AddCorpus(f)
	addDamaged(f, networksOf(f))
	data, err := pair(f).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	addDamaged(f, data)
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte) {
		var nets []*network.Network
		var err error
		g.Read(t, len(file), func() { nets, err = DecodeNetworks(file) })
		if (nets == nil) == (err == nil) {
			t.Fatalf("networks %v, error %v", nets, err)
		}
		var net *network.Network
		g.Read(t, len(file), func() { net, err = network.Decode(file) })
		if (net == nil) == (err == nil) {
			t.Fatalf("network %v, error %v", net, err)
		}
		if net == nil {
			return
		}
		if again, err := net.MarshalBinary(); err != nil || !bytes.Equal(again, file) {
			t.Fatalf("the network is written as other bytes, error %v", err)
		}
	})
}
