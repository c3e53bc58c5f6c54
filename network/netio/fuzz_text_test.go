package netio

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

func FuzzMatrixMarket(f *testing.F) {
	testutil.AddCorpus(f)
	addFiles(f, "numpy/*.mtx")
	f.Add([]byte(symmetricBanner + "3 3 4\r\n1 1 1D0\r\n\r\n%\r\n2 1 +5.\r\n3 3 .1\r\n1 3 -1e-3"))
	for _, text := range []string{
		generalBanner + "10000000 10000000 1000000000000\n1 1 1\n",                                            // promises much
		"%%MatrixMarket matrix array real general\n4000000000 4000000000\n1\n",                                // and more
		generalBanner + "2 2 2\n18446744073709551617 1 1\n1 4294967297 1\n",                                   // indices that overflow
		symmetricBanner + "3 3 3\n2 1 5\n1 2 5\n3 3 1\n",                                                      // both triangles
		"\ufeff" + generalBanner + "%\r\n\r\n 3\t3 4\r\n%%\n1 2 .5\r\r\n\n% c\n2 1 5.\n3 1 -0\n 1 1 1d+3 \n%", // ends of lines, comments, blanks
		generalBanner + "4 4 5\n1 1 0x1p-2\n1 2 1_000\n1 3 NaN\n1 4 -inf\n2 1 1,5\n",                          // forms of numbers
		generalBanner + "1 1 1\n1 1 " + strings.Repeat("9", 400) + "." + strings.Repeat("0", 400) + "1e-400\n",
	} {
		f.Add([]byte(text))
	}
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte) { reading(asMarket).check(t, g, file) })
}

func FuzzMatrixMarketGzip(f *testing.F) {
	testutil.AddCorpus(f)
	addFiles(f, "numpy/*.mtx.gz")
	f.Add(gzipOf(f, generalBanner+"2 2 1\n1 1 1\n", "% c\n", 100))
	f.Add(gzipOf(f, generalBanner, strings.Repeat(" ", 1<<10), 1<<11)) // a bomb of 2 MiB, of which 1 is allowed
	f.Add(gzipOf(f, generalBanner+"4096 4096 16384\n", "1 1 1\n", 1<<14))
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, file []byte) { unpacked(asMarket).check(t, g, file) })
}

func FuzzCSVGzip(f *testing.F) {
	testutil.AddCorpus(f)
	f.Add(gzipOf(f, "source,target,weight\na,b,1\n", "c,c,0\n", 1))
	f.Add(gzipOf(f, "weight,TARGET,source\r\n1,0,1\r\n", "\n", 100))
	f.Add(gzipOf(f, "source,target,weight\n\"", strings.Repeat("\n", 1<<10), 1<<11)) // a bomb of 2 MiB in one name
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, file []byte) { unpacked(asEdges).check(t, g, file) })
}

// FuzzGzipBits changes one bit of compressed text that as such is sound. What is read must
// be the same as without compression, or refused.
func FuzzGzipBits(f *testing.F) {
	testutil.AddCorpus(f)
	f.Add([]byte(generalBanner+"2 2 2\n2 1 5\n1 2 0.25\n"), uint(80))
	f.Add([]byte("source,target,weight\nA,B,1\nB,A,-2.5e3\n"), uint(1))
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, text []byte, bit uint) {
		file := gzipOf(t, string(text), "", 0)
		bit %= uint(8 * len(file))
		file[bit/8] ^= 1 << (bit % 8)
		for _, read := range []reading{asMarket, asEdges} {
			plain, _ := read(bytes.NewReader(text))
			var m *Matrix
			var err error
			g.Read(t, len(file)+len(text), func() { m, err = unpacked(read)(bytes.NewReader(file)) })
			checkError(t, m != nil, err)
			if m != nil && (plain == nil || !m.Weights.Equal(plain.Weights) || !slices.Equal(m.Labels, plain.Labels)) {
				t.Fatalf("bit %d changed: got %v, without compression %v", bit, m, plain)
			}
		}
	})
}

func FuzzCSV(f *testing.F) {
	testutil.AddCorpus(f)
	for _, text := range []string{
		"source,target,weight\nA,B,1\n\nB,A,-2.5e3\nC,C,0\n",
		"weight,TARGET,source\r\n1,0,1\r\n2,1,2\r\n",
		"source,target,weight\n\"a, \"\"b\"\"\",β,1\n#,\" c\",1D0\n",
		"source,target,weight\n3,7,1\n",
		"source,target,weight\n18446744073709551616,4294967296,1\n-1,+2,3\n007,7,1\n",
		"\ufeffsource,target,weight\r\n\r\na,b,1e400\r\rb,a,0x10\n\"a\nb\",c,.5\n",
	} {
		f.Add([]byte(text), "")
		f.Add([]byte(text), "index,label\n0,B\n1,A\n2,C\n3,D\n")
	}
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte, names string) {
		labels, err := ReadLabels(strings.NewReader(names), "fuzz")
		if err != nil || len(labels) > fuzzLimits().Neurons {
			reading(asEdges).check(t, g, file)
			return
		}
		var m *Matrix
		g.Read(t, len(file)+len(names), func() { m, err = ReadTable(bytes.NewReader(file), "fuzz", labels, network.Reading{}, fuzzLimits()) })
		checkMatrix(t, len(file), m, err)
	})
}

func FuzzLabels(f *testing.F) {
	testutil.AddCorpus(f)
	f.Add("index,label\n0,A\n1,B\n")
	f.Add("Label,index\r\n\"a, \"\"b\"\"\",1\r\n\r\nβ,0\r\n")
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, text string) {
		var labels []string
		var err error
		g.Read(t, len(text), func() { labels, err = ReadLabels(strings.NewReader(text), "fuzz") })
		checkError(t, labels != nil, err)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteLabels(&b, labels); err != nil {
			t.Fatal(err)
		}
		if again, err := ReadLabels(&b, "again"); err != nil || !slices.Equal(again, labels) {
			t.Fatalf("got %q, %v, want %q", again, err, labels)
		}
	})
}
