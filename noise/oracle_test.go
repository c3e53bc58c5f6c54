package noise

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"noiseprune/internal/testutil"
)

// oracle is the output of testdata/oracle.py.
type oracle struct {
	Transform []struct {
		Word    word
		Normals [2]float64
	}
	Bulk []struct {
		Seed            word
		Purpose         Purpose
		Step            word
		Neuron, Replica int
		Normal, Sign    float64
	}
	Streams []struct {
		Seed    word
		Purpose Purpose
		Stream  [3]word
		Words   []word
		Uniform float64
	}
}

// word is a 64-bit number that JSON holds as a hexadecimal string.
type word uint64

func (w *word) UnmarshalJSON(data []byte) error {
	s, err := strconv.Unquote(string(data))
	if err != nil {
		return err
	}
	u, err := strconv.ParseUint(s, 0, 64)
	*w = word(u)
	return err
}

// near reports whether a normal agrees with NumPy's: their θ is rounded to 2^-51 before
// its cosine is taken, which a radius of up to 7.54 magnifies.
func near(got, want float64) bool { return math.Abs(got-want) < 1e-14 }

func (o *oracle) check(t *testing.T) {
	if len(o.Transform) == 0 || len(o.Bulk) == 0 || len(o.Streams) == 0 {
		t.Fatal("the oracle says nothing")
	}
	for _, c := range o.Transform {
		var even, odd [1]float64
		transform(even[:], odd[:], []uint64{uint64(c.Word)})
		if !near(even[0], c.Normals[0]) || !near(odd[0], c.Normals[1]) {
			t.Errorf("normals of %#x are %v, %v, want %v", c.Word, even[0], odd[0], c.Normals)
		}
	}
	for _, c := range o.Bulk {
		k := Key{uint64(c.Seed), c.Purpose}
		if got := k.Normal(uint64(c.Step), c.Neuron, c.Replica); !near(got, c.Normal) {
			t.Errorf("%+v: got %v", c, got)
		}
		var got [1]float64
		k.FillRademacher(got[:], uint64(c.Step), c.Neuron, 1, c.Replica, 1)
		if got[0] != c.Sign {
			t.Errorf("%+v: got sign %v", c, got[0])
		}
	}
	for _, c := range o.Streams {
		k := Key{uint64(c.Seed), c.Purpose}
		s := k.Source(uint64(c.Stream[0]), uint64(c.Stream[1]), uint64(c.Stream[2]))
		for i, want := range c.Words {
			if got := s.Uint64(); got != uint64(want) {
				t.Errorf("%+v: word %d is %#x", c, i, got)
			}
		}
		if got := k.Uniform(uint64(c.Stream[0]), uint64(c.Stream[1]), uint64(c.Stream[2])); got != c.Uniform {
			t.Errorf("%+v: uniform %v", c, got)
		}
	}
}

// TestOracle compares with values that testdata/oracle.py computed with NumPy.
func TestOracle(t *testing.T) {
	data, err := os.ReadFile("testdata/oracle.json")
	if err != nil {
		t.Fatal(err)
	}
	var o oracle
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	o.check(t)
}

// TestOracleFileEqualsNumPysOutput runs the script where Python has NumPy and compares its
// output with the file.
func TestOracleFileEqualsNumPysOutput(t *testing.T) {
	data, err := exec.Command(testutil.Python(t, "numpy", "scipy"), "testdata/oracle.py").Output()
	if err != nil {
		t.Fatal(err)
	}
	var o oracle
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	o.check(t)
}
