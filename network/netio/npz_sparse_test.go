package netio

import (
	"archive/zip"
	"fmt"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

// layoutMembersOf returns the members of a sparse layout of that order, each further one by name and
// content.
func layoutMembersOf(format string, order byte, members ...string) []string {
	return append([]string{
		"format.npy", array(fmt.Sprintf("|S%d", len(format)), -1, []byte(format)...),
		"shape.npy", array("|u1", 2, order, order),
	}, members...)
}

// bytesOf returns an .npy file of bytes, with a shape such as "2, 3".
func bytesOf(shape string, data ...byte) string {
	return npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': ("+shape+")}", data...)
}

// doubles returns an .npy file of float64.
func doubles(shape string, values ...float64) string {
	return npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': ("+shape+")}", float64s(values...)...)
}

// blocksOf4 returns W[0][2] = 5, W[1][3] = 6, W[2][0] = 7, in blocks of 2 × 2, with the
// given members in place of its own.
func blocksOf4(replace ...string) []string {
	return replaced(layoutMembersOf("bsr", 4,
		"indptr.npy", array("|u1", 3, 0, 1, 2), "indices.npy", array("|u1", 2, 1, 0),
		"data.npy", bytesOf("2, 2, 2", 5, 0, 0, 6, 7, 0, 0, 0)), replace)
}

// diagonalsOf4 returns the same matrix as two diagonals.
func diagonalsOf4(replace ...string) []string {
	return replaced(layoutMembersOf("dia", 4,
		"offsets.npy", array("|i1", 2, 2, 0xfe), "data.npy", bytesOf("2, 4", 9, 9, 5, 6, 7, 0, 9, 9)), replace)
}

func replaced(members, replace []string) []string {
	for k := 0; k < len(replace); k += 2 {
		if i := slices.Index(members, replace[k]); i >= 0 {
			members[i+1] = replace[k+1]
		} else {
			members = append(members, replace[k], replace[k+1])
		}
	}
	return members
}

func TestBlocksAndDiagonals(t *testing.T) {
	want := mustCSR(t, 4, []network.Entry{{Source: 2, Weight: 5}, {Target: 1, Source: 3, Weight: 6}, {Target: 2, Weight: 7}})
	wide := []byte{0, 0, 0, 0, 0, 0, 0, 0x80, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 2, 0, 0, 0, 0, 0, 0, 0}
	wide = append(wide, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
	nan := doubles("2, 4", notANumber(), 9, 5, 6, 7, 0, notANumber(), 9)
	for _, c := range []struct {
		reason  string
		members []string
	}{
		{"blocks", blocksOf4()},
		{"diagonals", diagonalsOf4()},
		{"diagonals with NaN outside the matrix", diagonalsOf4("data.npy", nan)},
		{"diagonals beyond the matrix, as far as an int64 goes", diagonalsOf4("offsets.npy", array("<i8", 4, wide...),
			"data.npy", bytesOf("4, 4", 1, 1, 1, 1, 1, 1, 1, 1, 9, 9, 5, 6, 7, 0, 9, 9))},
		{"one row of diagonals longer than the matrix is wide", diagonalsOf4("data.npy", bytesOf("2, 5", 9, 9, 5, 6, 9, 7, 0, 9, 9, 9))},
	} {
		m, err := readNPZ(zipFile(t, zip.Deflate, c.members...))
		if err != nil || !m.Weights.Equal(want) || m.Notes != nil {
			t.Errorf("%s: got %v, %v", c.reason, m, err)
		}
	}
}

func TestBlocksAndDiagonalsRefuse(t *testing.T) {
	const (
		again = "; save the matrix again with scipy.sparse.save_npz"
		fetch = "; fetch or write the file again"
	)
	gcxs := func(replace ...string) []string {
		members := layoutOf3(append([]string{"format.npy", array("|S4", -1, []byte("gcxs")...)}, replace...)...)
		return members
	}
	for _, c := range []struct {
		reason  string
		members []string
		want    string
	}{
		{"rows that the blocks do not divide", blocksOf4("indptr.npy", array("|u1", 4, 0, 1, 2, 2)), "indptr.npy: 4 values are not one more than a divisor of the 4 rows" + again},
		{"no rows of blocks", blocksOf4("indptr.npy", array("|u1", 1, 0)), "indptr.npy: 1 values are not one more than a divisor of the 4 rows" + again},
		{"starts of no rows at all", blocksOf4("indptr.npy", array("|u1", 0)), "indptr.npy: 0 values are not one more than a divisor of the 4 rows" + again},
		{"blocks of no columns", blocksOf4("data.npy", bytesOf("2, 2, 0")), "data.npy: shape (2, 2, 0) is not that of 2 blocks of 2 rows each and a divisor of 4 columns" + again},
		{"blocks of three columns", blocksOf4("data.npy", bytesOf("2, 2, 3", make([]byte, 12)...)), "data.npy: shape (2, 2, 3) is not that of 2 blocks of 2 rows each and a divisor of 4 columns" + again},
		{"blocks of other rows", blocksOf4("data.npy", bytesOf("2, 1, 2", make([]byte, 4)...)), "data.npy: shape (2, 1, 2) is not that of 2 blocks of 2 rows each and a divisor of 4 columns" + again},
		{"a block missing", blocksOf4("data.npy", bytesOf("1, 2, 2", 5, 0, 0, 6)), "data.npy: shape (1, 2, 2) is not that of 2 blocks of 2 rows each and a divisor of 4 columns" + again},
		{"a vector of values", blocksOf4("data.npy", bytesOf("8,", make([]byte, 8)...)), "data.npy: an array of type '|u1' and shape (8,) is not blocks of numbers; save blocks of numbers"},
		{"a block beyond", blocksOf4("indices.npy", array("|u1", 2, 1, 2)), "block 1 (from 0) lies outside the 4 × 4 matrix" + fetch},
		{"a block before", blocksOf4("indices.npy", array("|i1", 2, 0xff, 0)), "block 0 (from 0) lies outside the 4 × 4 matrix" + fetch},
		{"two blocks in one place", blocksOf4("indptr.npy", array("|u1", 3, 0, 2, 2), "indices.npy", array("|u1", 2, 1, 1)), "blocks 0 and 1 (from 0) stand at the same place of the matrix; " + sumDuplicates},
		{"NaN in a block", blocksOf4("data.npy", doubles("2, 2, 2", 0, 0, 0, 0, 0, notANumber(), 0, 0)),
			"data.npy: weight at row 2, column 1 (from 0) is NaN; weights must be finite"},

		{"a diagonal twice", diagonalsOf4("offsets.npy", array("|u1", 2, 2, 2)), "offsets.npy: the diagonal 2 is there twice" + again},
		{"a diagonal missing", diagonalsOf4("data.npy", bytesOf("1, 4", 1, 2, 3, 4)), "data.npy: 1 diagonals for 2 offsets" + again},
		{"one diagonal as a vector", diagonalsOf4("data.npy", bytesOf("4,", 1, 2, 3, 4)), "data.npy: an array of type '|u1' and shape (4,) is not diagonals of numbers; save diagonals of numbers"},
		{"NaN on a diagonal", diagonalsOf4("data.npy", doubles("2, 4", 0, 0, notANumber(), 0, 0, 0, 0, 0)),
			"data.npy: weight at row 0, column 2 (from 0) is NaN; weights must be finite"},
		{"diagonals cut short", diagonalsOf4("data.npy", bytesOf("2, 4", 1, 2, 3)), "data.npy: the array ends after 3 of 8 items" + fetch},

		{"no compressed axes", gcxs(), "compressed_axes.npy: the member is missing; save the matrix with scipy.sparse.save_npz"},
		{"two compressed axes", gcxs("compressed_axes.npy", array("|u1", 2, 0, 1)), "compressed_axes.npy: 2 compressed axes, where a matrix has one; save a matrix with sparse.save_npz"},
		{"a third axis", gcxs("compressed_axes.npy", array("|u1", 1, 2)), "compressed_axes.npy: a matrix has no axis 2; save a matrix with sparse.save_npz"},
		{"fill values", layoutOf3("fill_value.npy", array("|u1", 2, 0, 0)), "fill_value.npy: an array of type '|u1' and shape (2,) is not a single number; save a single number"},
		{"a fill value of 1", layoutOf3("fill_value.npy", array("|b1", -1, 1)), "fill_value.npy: positions without an entry have the weight 1, not 0; save it with the fill value 0"},
	} {
		m, err := readNPZ(zipFile(t, zip.Store, c.members...))
		if want := "net.npz: " + c.want; m != nil || err == nil || err.Error() != want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, want)
		}
	}
}

// TestSparseBombs gives layouts whose arrays expand to zeros, or promise what is not there, and
// counts what is allocated.
func TestSparseBombs(t *testing.T) {
	const mib = 1 << 20
	zeros := strings.Repeat("\x00", 16*mib)
	promised := func(shape string) string {
		return npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + ")}")
	}
	for _, c := range []struct {
		reason  string
		members []string
		refused bool
	}{
		{"zeros outside the matrix", diagonalsOf4("data.npy", bytesOf(fmt.Sprintf("2, %d", 8*mib))+zeros), false},
		{"10¹² values of two diagonals", diagonalsOf4("data.npy", promised("2, 1000000000000")), true},
		{"10¹² diagonals", diagonalsOf4("offsets.npy", promised("1000000000000,")), true},
		{"10¹⁸ values in blocks", blocksOf4("data.npy", promised("1000000, 1000000, 1000000")), true},
		{"16 million starts of blocks", blocksOf4("indptr.npy", bytesOf(fmt.Sprintf("%d,", 16*mib))+zeros), true},
		{"16 million compressed axes", layoutOf3("format.npy", array("|S4", -1, []byte("gcxs")...),
			"compressed_axes.npy", bytesOf(fmt.Sprintf("%d,", 16*mib))+zeros), true},
		{"16 million fill values", layoutOf3("fill_value.npy", bytesOf(fmt.Sprintf("%d,", 16*mib))+zeros), true},
	} {
		file := zipFile(t, zip.Deflate, c.members...)
		var err error
		if got := allocated(func() { _, err = readNPZ(file) }); (err != nil) != c.refused || got > mib {
			t.Errorf("%s: error %v, %d bytes allocated", c.reason, err, got)
		}
	}
}
