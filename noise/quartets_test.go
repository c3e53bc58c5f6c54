package noise

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
)

const guard = -987.654 // stands before and behind every block; no kernel may touch it

// TestVectorsEqualTheSpecification: every unit gives the bits of portableQuartets, for any
// number of replicas and also where the numbers wrap.
func TestVectorsEqualTheSpecification(t *testing.T) {
	for u := unit(4); u <= fastest(); u *= 2 {
		t.Run(fmt.Sprintf("float64, %d lanes", u), func(t *testing.T) { equalTheSpecification[float64](t, u) })
		t.Run(fmt.Sprintf("float32, %d lanes", u), func(t *testing.T) { equalTheSpecification[float32](t, u) })
	}
}

func equalTheSpecification[T Float](t *testing.T, u unit) {
	rng := rand.New(rand.NewPCG(1, 2))
	for trial := range 3000 {
		width, quartets := 1+trial%(2*strip+20), 1+rng.IntN(5)
		if trial%20 == 0 {
			width, quartets = 1+rng.IntN(9), 1+rng.IntN(150)
		}
		c := Key{Seed: rng.Uint64(), Purpose: Drive}.counter(rng.Uint64() >> 8)
		first, q := rng.Uint32(), rng.Uint32()
		if trial%10 == 0 {
			first, q = math.MaxUint32-uint32(trial%7), math.MaxUint32-uint32(trial%3)
		}
		n := 4 * quartets * width
		got, want := make([]T, n+16), make([]T, n)
		for i := range got {
			got[i] = guard
		}
		vectorQuartets(u, &c, got[8:8+n:8+n], q, quartets, first, width)
		portableQuartets(&c, want, q, quartets, first, width)
		for i, w := range want {
			if math.Float64bits(float64(got[8+i])) != math.Float64bits(float64(w)) {
				t.Fatalf("%d quartets from %d, %d replicas from %d, row %d, replica %d: %v, specification %v",
					quartets, q, width, first, i/width, i%width, got[8+i], w)
			}
		}
		for k := range 8 {
			if got[k] != T(guard) || got[8+n+k] != T(guard) {
				t.Fatalf("%d quartets of %d replicas were overrun", quartets, width)
			}
		}
	}
}

// TestRegistersOfAVX2: the generator allocates from 32 registers, AVX2 has 16. On a processor
// with AVX-512 no other test would detect one too many.
func TestRegistersOfAVX2(t *testing.T) {
	data, err := os.ReadFile("quartets_amd64.s")
	if err != nil {
		t.Fatal(err)
	}
	beyond := regexp.MustCompile(`\b[XY](1[6-9]|[23][0-9])\b|\bZ[0-9]`)
	kernels := 0
	for _, text := range strings.Split(string(data), "\nTEXT ")[1:] {
		name, _, _ := strings.Cut(text, "(")
		if !strings.HasSuffix(name, "AVX2") {
			continue
		}
		kernels++
		if found := beyond.FindString(text); found != "" {
			t.Errorf("%s uses %s", name, found)
		}
	}
	if kernels != 2 {
		t.Errorf("%d kernels for AVX2, want 2", kernels)
	}
}
