package noise

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestNormalsFrozen compares bits that must never change. They are the same on every
// machine; after a failure, correct the code, never the table.
func TestNormalsFrozen(t *testing.T) {
	for _, c := range []struct {
		key             Key
		step            uint64
		neuron, replica int
		want            float64
	}{
		{Key{0, Drive}, 0, 0, 0, 0x1.e76acbf7e1b03p0},
		{Key{0, Drive}, 0, 1, 0, 0x1.99d580a707a23p-4},
		{Key{0, Drive}, 0, 2, 0, 0x1.ad52023995159p-2},
		{Key{0, Drive}, 0, 3, 0, 0x1.4cdc366d1bc61p-2},
		{Key{0, Drive}, 0, 4, 0, 0x1.3d513d78410f9p0},
		{Key{0, Drive}, 0, 0, 1, -0x1.e7b3d4a4db7a9p-2},
		{Key{0, Drive}, 1, 0, 0, -0x1.c6b3f0fac56p-1},
		{Key{0, Drive}, 1 << 32, 0, 0, -0x1.bd60a4371ef57p-1},
		{Key{0, Trajectory}, 0, 0, 0, 0x1.7472235c2164bp-1},
		{Key{1, Drive}, 0, 0, 0, 0x1.56f50cc1550b2p-6},
		{Key{1 << 32, Drive}, 0, 0, 0, 0x1.184d7828fe7a6p-3},
		{Key{math.MaxUint64, 127}, 1<<56 - 1, math.MaxInt32, math.MaxInt32, 0x1.85f6bd5d40e33p-1},
	} {
		if got := c.key.Normal(c.step, c.neuron, c.replica); math.Float64bits(got) != math.Float64bits(c.want) {
			t.Errorf("%v step %d neuron %d replica %d: %x, want %x", c.key, c.step, c.neuron, c.replica, got, c.want)
		}
	}
}

// TestRectangleFrozen compares the hash of whole rectangles, for the same purpose.
func TestRectangleFrozen(t *testing.T) {
	k := Key{20201126, Trajectory}
	dst := make([]float64, 300*80)
	k.FillNormals(dst, 8000, 5, 300, 3, 80)
	if got, want := hash(dst), "614d46a72e38d776"; got != want {
		t.Errorf("normals have hash %s, want %s", got, want)
	}
	k.FillRademacher(dst, 8000, 5, 300, 3, 80)
	if got, want := hash(dst), "a9973587367a8a53"; got != want {
		t.Errorf("signs have hash %s, want %s", got, want)
	}
}

func hash(x []float64) string {
	var data []byte
	for _, v := range x {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// fill is the signature that the two bulk functions share.
type fill func(k Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int)

// rectangle is the arguments of a bulk function. drawRectangle draws the borders of blocks
// and the ends of the ranges with increased probability.
type rectangle struct {
	key                                       Key
	step                                      uint64
	firstNeuron, neurons, firstReplica, width int
}

func drawRectangle(t *rapid.T) rectangle {
	neuron := rapid.OneOf(rapid.IntRange(0, 300), rapid.IntRange(math.MaxInt32-400, math.MaxInt32-300))
	replica := rapid.OneOf(rapid.IntRange(0, 200), rapid.IntRange(math.MaxInt32-400, math.MaxInt32-300))
	return rectangle{
		key:          Key{rapid.Uint64().Draw(t, "seed"), Purpose(rapid.IntRange(1, 127).Draw(t, "purpose"))},
		step:         rapid.Uint64Range(0, 1<<56-1).Draw(t, "step"),
		firstNeuron:  neuron.Draw(t, "first neuron"),
		neurons:      rapid.IntRange(0, 140).Draw(t, "neurons"),
		firstReplica: replica.Draw(t, "first replica"),
		width:        rapid.IntRange(0, 140).Draw(t, "width"),
	}
}

// checkPure checks that f writes, for any rectangle, the values that it writes for each
// neuron and replica separately, and nothing outside dst.
func checkPure(f fill) func(*rapid.T) {
	return func(t *rapid.T) {
		const guard = 9 // what no bulk function writes
		q := drawRectangle(t)
		n := q.neurons * q.width
		all := make([]float64, n+2)
		for i := range all {
			all[i] = guard
		}
		f(q.key, all[1:n+1:n+1], q.step, q.firstNeuron, q.neurons, q.firstReplica, q.width)
		if all[0] != guard || all[n+1] != guard {
			t.Fatal("wrote outside dst")
		}
		for range 50 {
			if n == 0 {
				return
			}
			i := rapid.IntRange(0, q.neurons-1).Draw(t, "neuron")
			r := rapid.IntRange(0, q.width-1).Draw(t, "replica")
			var one [1]float64
			f(q.key, one[:], q.step, q.firstNeuron+i, 1, q.firstReplica+r, 1)
			if got := all[1+i*q.width+r]; got != one[0] {
				t.Fatalf("neuron +%d, replica +%d: %v in the rectangle, %v alone", i, r, got, one[0])
			}
		}
	}
}

// TestRoundedOnce: in single precision the values are those of double precision, rounded.
func TestRoundedOnce(t *testing.T) {
	for name, f := range map[string]struct {
		wide   fill
		narrow func(k Key, dst []float32, step uint64, firstNeuron, neurons, firstReplica, width int)
	}{
		"normals": {Key.FillNormals, FillNormals[float32]},
		"signs":   {Key.FillRademacher, FillRademacher[float32]},
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				const guard = 9 // what no bulk function writes
				q := drawRectangle(t)
				n := q.neurons * q.width
				wide, narrow := make([]float64, n), make([]float32, n+2)
				narrow[0], narrow[n+1] = guard, guard
				f.wide(q.key, wide, q.step, q.firstNeuron, q.neurons, q.firstReplica, q.width)
				f.narrow(q.key, narrow[1:n+1:n+1], q.step, q.firstNeuron, q.neurons, q.firstReplica, q.width)
				if narrow[0] != guard || narrow[n+1] != guard {
					t.Fatal("wrote outside dst")
				}
				for i, v := range wide {
					if got := narrow[1+i]; math.Float32bits(got) != math.Float32bits(float32(v)) {
						t.Fatalf("value %d is %v, in double precision %v", i, got, v)
					}
				}
			})
		})
	}
}

func TestFillNormalsPure(t *testing.T) { rapid.Check(t, checkPure(Key.FillNormals)) }

func TestNormalsIsOneRow(t *testing.T) {
	k := Key{3, Initial}
	row := make([]float64, 70)
	k.Normals(row, 5, 6, 7)
	for r, got := range row {
		if want := k.Normal(5, 6, 7+r); got != want {
			t.Errorf("replica %d: %v, want %v", 7+r, got, want)
		}
	}
}

func TestBulkPanics(t *testing.T) {
	good := Key{1, Drive}
	for _, c := range []struct {
		key                                       Key
		values                                    int
		step                                      uint64
		firstNeuron, neurons, firstReplica, width int
		want                                      string
	}{
		{Key{1, 0}, 6, 0, 0, 2, 0, 3, "noise: purpose 0 is not between 1 and 127"},         // forgotten
		{Key{1, 128}, 6, 0, 0, 2, 0, 3, "noise: purpose 128 is not between 1 and 127"},     // taken by signs
		{good, 5, 0, 0, 2, 0, 3, "noise: 5 values for 2 neurons of 3 replicas"},            // too short
		{good, 9, 0, 0, 2, 0, 3, "noise: 9 values for 2 neurons of 3 replicas"},            // a row too long
		{good, 1, 0, 0, 2, 0, 0, "noise: 1 values for 2 neurons of 0 replicas"},            // no width
		{good, 0, 0, 0, 2, 0, 3, "noise: 0 values for 2 neurons of 3 replicas"},            // empty
		{good, 6, 1 << 56, 0, 2, 0, 3, "noise: step 72057594037927936 is not below 2^56"},  // would change the purpose
		{good, 6, 0, -1, 2, 0, 3, "noise: 2 neurons from -1 on are not within 0 to 2^34"},  // negative
		{good, 6, 0, 0, -2, 0, 3, "noise: -2 neurons from 0 on are not within 0 to 2^34"},  // negative
		{good, 6, 0, 0, 2, -1, 3, "noise: 3 replicas from -1 on are not within 0 to 2^32"}, // negative
		{good, 6, 0, 0, 2, 0, -3, "noise: -3 replicas from 0 on are not within 0 to 2^32"}, // negative
	} {
		for name, f := range map[string]fill{"normals": Key.FillNormals, "signs": Key.FillRademacher} {
			got := recovered(func() {
				f(c.key, make([]float64, c.values), c.step, c.firstNeuron, c.neurons, c.firstReplica, c.width)
			})
			if got != c.want {
				t.Errorf("%s of %+v: panic %v", name, c, got)
			}
		}
	}
}

// TestBulkLimits reaches the last neuron and the last replica, where int has 64 bits.
func TestBulkLimits(t *testing.T) {
	if math.MaxInt == math.MaxInt32 {
		t.Skip("int cannot hold numbers beyond the limits")
	}
	limit := int64(1) << 32
	k, dst := Key{1, Drive}, make([]float64, 4)
	k.FillNormals(dst, 1<<56-1, int(4*limit-2), 2, int(limit-2), 2)
	if got := recovered(func() { k.FillNormals(dst, 0, int(4*limit-1), 2, 0, 2) }); got == nil {
		t.Error("neuron 2^34 does not panic")
	}
	if got := recovered(func() { k.FillNormals(dst, 0, 0, 2, int(limit-1), 2) }); got == nil {
		t.Error("replica 2^32 does not panic")
	}
}

func recovered(f func()) (reason any) {
	defer func() { reason = recover() }()
	f()
	return nil
}
