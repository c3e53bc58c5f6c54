package netio

import (
	"fmt"
	"strings"
	"testing"

	"noiseprune/network"
)

const (
	generalBanner   = "%%MatrixMarket matrix coordinate real general\n"
	symmetricBanner = "%%MatrixMarket matrix coordinate real symmetric\n"
)

func TestReadMatrixMarket(t *testing.T) {
	edge := []network.Entry{{Target: 1, Source: 0, Weight: 5}}
	for _, c := range []struct {
		reason string
		text   string
		want   []network.Entry
		n      int
	}{
		{"one entry", generalBanner + "2 2 1\n2 1 5\n", edge, 2},
		{"no newline at the end", generalBanner + "2 2 1\n2 1 5", edge, 2},
		{"CRLF", strings.ReplaceAll(generalBanner+"% c\n2 2 1\n\n2 1 5\n", "\n", "\r\n"), edge, 2},
		{"byte order mark", "\ufeff" + generalBanner + "2 2 1\n2 1 5\n", edge, 2},
		{"words in capitals", strings.ToUpper(generalBanner) + "2 2 1\n2 1 5\n", edge, 2},
		{"comments and blank lines anywhere", "\n  \n" + generalBanner + "%\n\n2 2 1\n\t\n %c\n2 1 5\n\n%d\n \n", edge, 2},
		{"a comment longer than any buffer", generalBanner + "%" + strings.Repeat("x", 1<<18) + "\n2 2 1\n2 1 5\n", edge, 2},
		{"a long comment that ends the file", generalBanner + "2 2 1\n2 1 5\n%" + strings.Repeat("x", 1<<17), edge, 2},
		{"blanks around and between fields", generalBanner + " 2\t2  1 \n   2 \t 1    5 \n", edge, 2},
		{"leading zeros", generalBanner + "02 2 1\n0002 01 005\n", edge, 2},
		{"explicit zeros are no synapses", generalBanner + "2 2 2\n2 1 5\n1 2 0\n", edge, 2},
		{"no entries", generalBanner + "3 3 0\n", nil, 3},
		{"field double", "%%MatrixMarket matrix coordinate double general\n2 2 1\n2 1 5\n", edge, 2},
		{"field integer", "%%MatrixMarket matrix coordinate integer general\n2 2 1\n2 1 5\n", edge, 2},
		{"pattern", "%%MatrixMarket matrix coordinate pattern general\n2 2 1\n2 1\n",
			[]network.Entry{{Target: 1, Weight: 1}}, 2},
		{"pattern symmetric", "%%MatrixMarket matrix coordinate pattern symmetric\n2 2 2\n2 1\n2 2\n",
			[]network.Entry{{Source: 1, Weight: 1}, {Target: 1, Weight: 1}, {Target: 1, Source: 1, Weight: 1}}, 2},
		{"symmetric, lower triangle", symmetricBanner + "2 2 2\n2 1 5\n1 1 -1\n",
			[]network.Entry{{Weight: -1}, {Source: 1, Weight: 5}, {Target: 1, Weight: 5}}, 2},
		{"symmetric, upper triangle", symmetricBanner + "2 2 1\n1 2 5\n",
			[]network.Entry{{Source: 1, Weight: 5}, {Target: 1, Weight: 5}}, 2},
		{"skew-symmetric", "%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 2\n2 1 5\n1 1 0\n",
			[]network.Entry{{Source: 1, Weight: -5}, {Target: 1, Weight: 5}}, 2},
		{"array, column after column", "%%MatrixMarket matrix array real general\n2 2\n1\n2\n0\n4\n",
			[]network.Entry{{Weight: 1}, {Target: 1, Weight: 2}, {Target: 1, Source: 1, Weight: 4}}, 2},
		{"array symmetric, lower triangle", "%%MatrixMarket matrix array real symmetric\n2 2\n1\n2\n3\n",
			[]network.Entry{{Weight: 1}, {Target: 1, Weight: 2}, {Source: 1, Weight: 2}, {Target: 1, Source: 1, Weight: 3}}, 2},
		{"array skew-symmetric, without the diagonal", "%%MatrixMarket matrix array real skew-symmetric\n2 2\n%\n2\n",
			[]network.Entry{{Target: 1, Weight: 2}, {Source: 1, Weight: -2}}, 2},
		{"array skew-symmetric of one neuron", "%%MatrixMarket matrix array real skew-symmetric\n1 1\n", nil, 1},
	} {
		m, err := ReadMatrixMarket(strings.NewReader(c.text), "net.mtx", DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		if want := mustCSR(t, c.n, c.want); !m.Weights.Equal(want) || m.Labels != nil {
			t.Errorf("%s: got %v, want %v", c.reason, m.Weights.Entries(), want.Entries())
		}
	}
}

func TestMatrixMarketRefuses(t *testing.T) {
	limits := Limits{Neurons: 1000, Entries: 100, Bytes: 1000}
	long := strings.Repeat("1", longestLine)
	for _, c := range []struct {
		reason string
		text   string
		want   string
	}{
		{"nothing at all", "", `net.mtx: the file is empty; begin with "%%MatrixMarket matrix coordinate real general"`},
		{"blank lines alone", "\n\n", `net.mtx: the file is empty; begin with "%%MatrixMarket matrix coordinate real general"`},
		{"no banner", "2 2 1\n", `net.mtx:1: "2 2 1" is not the first line of a Matrix Market file; begin with "%%MatrixMarket matrix coordinate real general"`},
		{"binary data", "\x93NUMPY\x01\x00\n", `net.mtx:1: "\x93NUMPY\x01\x00" is not the first line of a Matrix Market file; begin with "%%MatrixMarket matrix coordinate real general"`},
		{"short banner", "%%MatrixMarket matrix coordinate real\n", `net.mtx:1: the first line has 4 words, not 5; begin with "%%MatrixMarket matrix coordinate real general"`},
		{"a vector", "%%MatrixMarket vector coordinate real general\n", `net.mtx:1: object "vector" is not supported; only a matrix will do`},
		{"unknown layout", "%%MatrixMarket matrix dense real general\n", `net.mtx:1: layout "dense" is unknown; use coordinate or array`},
		{"complex", "%%MatrixMarket matrix coordinate complex general\n", `net.mtx:1: field complex is not supported; weights are real: write the real part`},
		{"unknown field", "%%MatrixMarket matrix coordinate quaternion general\n", `net.mtx:1: field "quaternion" is unknown; use real, integer or pattern`},
		{"hermitian", "%%MatrixMarket matrix coordinate real hermitian\n", `net.mtx:1: symmetry hermitian is not supported; weights are real: declare it symmetric`},
		{"unknown symmetry", "%%MatrixMarket matrix coordinate real odd\n", `net.mtx:1: symmetry "odd" is unknown; use general, symmetric or skew-symmetric`},
		{"array of a pattern", "%%MatrixMarket matrix array pattern general\n", `net.mtx:1: a pattern has no "array general" form; use coordinate pattern general or symmetric`},
		{"skew pattern", "%%MatrixMarket matrix coordinate pattern skew-symmetric\n", `net.mtx:1: a pattern has no "coordinate skew-symmetric" form; use coordinate pattern general or symmetric`},

		{"no sizes", generalBanner + "% c\n", `net.mtx:2: the file ends before the line of sizes; fetch or write the file again`},
		{"two sizes", generalBanner + "2 2\n", `net.mtx:2: "2 2" is no line of sizes; write rows, columns, entries as whole numbers`},
		{"three sizes of an array", "%%MatrixMarket matrix array real general\n2 2 4\n", `net.mtx:2: "2 2 4" is no line of sizes; write rows, columns as whole numbers`},
		{"negative size", generalBanner + "2 2 -1\n", `net.mtx:2: "2 2 -1" is no line of sizes; write rows, columns, entries as whole numbers`},
		{"a size that overflows", generalBanner + "18446744073709551618 2 1\n", `net.mtx:2: "18446744073709551618 2 1" is no line of sizes; write rows, columns, entries as whole numbers`},
		{"not square", generalBanner + "2 3 1\n1 1 1\n", `net.mtx:2: the matrix is 2 × 3, but row and column are both neurons; give a square one`},
		{"no neurons", generalBanner + "0 0 0\n", `net.mtx:2: the matrix has no neurons; give at least one`},
		{"too many neurons", generalBanner + "1001 1001 0\n", `net.mtx:2: 1001 neurons are more than the limit of 1000; choose a part of the network`},
		{"more entries than places", generalBanner + "2 2 5\n", `net.mtx:2: 5 entries do not fit into a 2 × 2 matrix; correct the count`},
		{"more entries than the limit", generalBanner + "20 20 101\n", `net.mtx:2: 101 entries are more than the limit of 100; choose a part of the network`},

		{"truncated", generalBanner + "2 2 2\n2 1 5\n% c\n", `net.mtx:4: the file ends after 1 of 2 entries; fetch or write the file again`},
		{"truncated within a line", generalBanner + "2 2 1\n2 1", `net.mtx:3: "2 1" is no entry; write row, column and weight, separated by blanks`},
		{"truncated array", "%%MatrixMarket matrix array real general\n2 2\n1\n2\n3\n", `net.mtx:5: the file ends after 3 of 4 values; fetch or write the file again`},
		{"one entry too many", generalBanner + "2 2 1\n2 1 5\n\n1 2 3\n", `net.mtx:5: line 2 promises no more than 1 entries, but "1 2 3" follows; correct the sizes, or remove what follows the data`},
		{"trailing garbage", generalBanner + "2 2 1\n2 1 5\n\x00\x01\n", `net.mtx:4: line 2 promises no more than 1 entries, but "\x00\x01" follows; correct the sizes, or remove what follows the data`},
		{"a fourth field", generalBanner + "2 2 1\n2 1 5 6\n", `net.mtx:3: "2 1 5 6" is no entry; write row, column and weight, separated by blanks`},
		{"weight in a pattern", "%%MatrixMarket matrix coordinate pattern general\n2 2 1\n2 1 5\n", `net.mtx:3: "2 1 5" is no entry; write row and column, separated by blanks`},
		{"a comment behind an entry", generalBanner + "2 2 1\n2 1 5 % c\n", `net.mtx:3: "2 1 5 % c" is no entry; write row, column and weight, separated by blanks`},
		{"two values of an array in a line", "%%MatrixMarket matrix array real general\n2 2\n1 2\n", `net.mtx:3: "1 2" is more than one value of an array; write one value a line`},
		{"row from 0", generalBanner + "2 2 1\n0 1 5\n", `net.mtx:3: row "0" is not between 1 and 2; indices begin with 1`},
		{"column beyond", generalBanner + "2 2 1\n1 3 5\n", `net.mtx:3: column "3" is not between 1 and 2; indices begin with 1`},
		{"index that overflows to a good one", generalBanner + "2 2 1\n18446744073709551617 1 5\n", `net.mtx:3: row "18446744073709551617" is not between 1 and 2; indices begin with 1`},
		{"negative index", generalBanner + "2 2 1\n-1 1 5\n", `net.mtx:3: row "-1" is not between 1 and 2; indices begin with 1`},
		{"index with a fraction", generalBanner + "2 2 1\n1.0 1 5\n", `net.mtx:3: row "1.0" is not between 1 and 2; indices begin with 1`},
		{"NaN", generalBanner + "2 2 1\n2 1 nan\n", `net.mtx:3: weight "nan" is not finite; give a finite decimal number`},
		{"infinite", generalBanner + "2 2 1\n2 1 -Inf\n", `net.mtx:3: weight "-Inf" is not finite; give a finite decimal number`},
		{"beyond float64", generalBanner + "2 2 1\n2 1 1e400\n", `net.mtx:3: weight "1e400" is beyond the range of a float64; give a finite decimal number`},
		{"a word", generalBanner + "2 2 1\n2 1 strong\n", `net.mtx:3: weight "strong" is not a number; give a finite decimal number`},
		{"fraction in an integer file", "%%MatrixMarket matrix coordinate integer general\n2 2 1\n2 1 0.5\n", `net.mtx:3: weight "0.5" is not an integer; declare the field real in line 1`},
		{"an endless line", generalBanner + "2 2 1\n" + long + "\n", `net.mtx:3: the line is longer than 65536 bytes; break it`},
		{"control characters do not reach the terminal", generalBanner + "2 2 1\n2 1 \x1b[31m\n", `net.mtx:3: weight "\x1b[31m" is not a number; give a finite decimal number`},

		{"duplicate", generalBanner + "2 2 3\n2 1 5\n1 1 1\n% c\n\n2 1 6\n", `net.mtx:7: entry (2, 1) is given twice, first at line 3; keep one of them, or their sum`},
		{"duplicate zero", generalBanner + "2 2 2\n2 1 5\n2 1 0\n", `net.mtx:4: entry (2, 1) is given twice, first at line 3; keep one of them, or their sum`},
		{"duplicate in a symmetric file", symmetricBanner + "3 3 3\n3 3 1\n2 1 5\n2 1 5\n", `net.mtx:5: entry (2, 1) is given twice, first at line 4; keep one of them, or their sum`},
		{"both triangles", symmetricBanner + "3 3 4\n1 1 1\n2 1 5\n3 3 1\n1 2 5\n", `net.mtx:6: entry (1, 2) mirrors entry (2, 1) of line 4 in a symmetric file; drop one of them, or declare the file general`},
		{"both triangles, skew", "%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 2\n1 2 -5\n2 1 5\n", `net.mtx:4: entry (2, 1) mirrors entry (1, 2) of line 3 in a skew-symmetric file; drop one of them, or declare the file general`},
		{"diagonal of a skew-symmetric file", "%%MatrixMarket matrix coordinate real skew-symmetric\n2 2 1\n2 2 5\n", `net.mtx:3: a skew-symmetric matrix has no entry (2, 2) on its diagonal; declare it general`},
	} {
		m, err := ReadMatrixMarket(strings.NewReader(c.text), "net.mtx", limits)
		if m != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, c.want)
		}
	}
}

// TestLinesOfEntries checks each entry's line by making each one the duplicate.
func TestLinesOfEntries(t *testing.T) {
	for seed := range 20 {
		var text strings.Builder
		fmt.Fprintf(&text, "%s%d %d %d\n", symmetricBanner, 40, 40, 21)
		line, lines := 2, make([]int, 20)
		for k := range 20 {
			if (k*7+seed)%3 == 0 {
				text.WriteString("% comment\n\n")
				line += 2
			}
			line++
			lines[k] = line
			fmt.Fprintf(&text, "%d %d 1\n", 40-k, k+1)
		}
		fmt.Fprintf(&text, "%d %d 1\n", seed+1, 40-seed)
		_, err := ReadMatrixMarket(strings.NewReader(text.String()), "net.mtx", DefaultLimits())
		want := fmt.Sprintf(
			"net.mtx:%d: entry (%d, %d) mirrors entry (%d, %d) of line %d in a symmetric file; drop one of them, or declare the file general",
			line+1,
			seed+1,
			40-seed,
			40-seed,
			seed+1,
			lines[seed],
		)
		if err == nil || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}

func TestWriteMatrixMarket(t *testing.T) {
	m := sampleMatrices(t)
	for _, c := range []struct {
		reason   string
		weights  *network.CSR
		comments []string
		want     string
	}{
		{"general, integers without exponent", m["extremes"].Weights, nil, generalBanner +
			"5 5 7\n1 2 1.7976931348623157e+308\n1 4 1.152921504606847e+18\n2 1 -5e-324\n2 2 1.0000000000000002\n" +
			"4 1 1e+15\n4 2 999999999999999\n4 4 0.1\n"},
		{"no entries are symmetric", m["empty"].Weights, []string{"one", "two\r\nthree"},
			symmetricBanner + "% one\n% two\n% three\n3 3 0\n"},
		{"symmetric: lower triangle", mustCSR(t, 2, []network.Entry{{Source: 1, Weight: 2}, {Target: 1, Weight: 2}, {Weight: 1}}), nil,
			symmetricBanner + "2 2 2\n1 1 1\n2 1 2\n"},
	} {
		var b strings.Builder
		if err := WriteMatrixMarket(&b, c.weights, c.comments); err != nil || b.String() != c.want {
			t.Errorf("%s: error %v, got\n%s\nwant\n%s", c.reason, err, b.String(), c.want)
		}
	}
}
