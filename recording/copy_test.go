package recording

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCSVText(t *testing.T) {
	to := filepath.Join(t.TempDir(), "a.csv")
	for element, want := range map[ElementType]string{
		Float64: "time,a,\"b,c\"\n0.5,0.1,1e+21\n1,-0.3333333333333333,2\n",
		Float32: "time,a,\"b,c\"\n0.5,0.1,1e+21\n1,-0.33333334,2\n",
	} {
		r := opened(t, recorded(t, []float64{0.1, 1e21, -1.0 / 3, 2}, 2, element))
		if err := WriteCSV(to, r, Clock{0.5, 0.5}, []string{"a", "b,c"}, false); err != nil {
			t.Fatal(err)
		}
		if got := string(content(t, to)); got != want {
			t.Errorf("%v: got\n%s, want\n%s", element, got, want)
		}
	}
}

// TestSameBytes: the same recording gives the same bytes in all formats.
func TestSameBytes(t *testing.T) {
	path := recorded(t, gaussian(20_000, 3, 12), 3, Float64)
	formats := []Format{NPZ, NPZDeflated, CSV, CSVGzip, Parquet}
	first, second := copies(t, path, Clock{0, 1}, nil, formats...), copies(t, path, Clock{0, 1}, nil, formats...)
	for f := range first {
		if !bytes.Equal(content(t, first[f]), content(t, second[f])) {
			t.Errorf("%v: other bytes", f)
		}
	}
}

func TestLabelsOfTables(t *testing.T) {
	r := opened(t, recorded(t, nil, 3, Float64))
	folder := t.TempDir()
	for _, c := range []struct{ reason, labels, want string }{
		{"twice", "a b a", `columns 0 and 2 are both called "a"; give them different labels, or write .npz`},
		{"the time", "a time b", `column 1 is called "time", which a table cannot have; give it another label, or write .npz`},
		{"not UTF-8", "a b \xff", `column 2 is called "\xff", which a table cannot have; give it another label, or write .npz`},
	} {
		labels := strings.Fields(c.labels)
		for _, err := range []error{
			WriteCSV(filepath.Join(folder, "a.csv"), r, Clock{}, labels, false),
			WriteParquet(filepath.Join(folder, "a.parquet"), r, Clock{}, labels),
		} {
			if err == nil || err.Error() != c.want {
				t.Errorf("%s: got %v, want %s", c.reason, err, c.want)
			}
		}
	}
	if entries, err := os.ReadDir(folder); len(entries) > 0 || err != nil {
		t.Errorf("files were written: %v, %v", entries, err)
	}
}

// TestCopyOfACutFile: a file that is cut while it is read gives an error, and no copy.
func TestCopyOfACutFile(t *testing.T) {
	path := recorded(t, gaussian(50_000, 3, 13), 3, Float64)
	r := opened(t, path)
	if err := os.Truncate(path, r.end(40_000)+5); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for name, err := range map[string]error{
		"csv":     WriteCSV(filepath.Join(folder, "a.csv"), r, Clock{}, nil, false),
		"parquet": WriteParquet(filepath.Join(folder, "a.parquet"), r, Clock{}, nil),
		"npz":     WriteNPZ(filepath.Join(folder, "a.npz"), r, Clock{}, nil, false),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if entries, err := os.ReadDir(folder); len(entries) > 0 || err != nil {
		t.Errorf("files were left: %v, %v", entries, err)
	}
}

// TestSizeOfGaussians compares the estimates with files of 280 columns; that of an .npy file is exact.
func TestSizeOfGaussians(t *testing.T) {
	const frames, columns = 2000, 280
	for _, element := range []ElementType{Float64, Float32} {
		path := recorded(t, gaussian(frames, columns, 14), columns, element)
		all := copies(t, path, Clock{0, 0.1}, nil, NPZ, NPZDeflated, CSV, CSVGzip, Parquet)
		all[NPY] = path
		for f, to := range all {
			info, err := os.Stat(to)
			if err != nil {
				t.Fatal(err)
			}
			off := float64(Size(frames, columns, element, f))/float64(info.Size()) - 1
			t.Logf("%v %v: %.3f bytes a number, estimate off by %.2f%%", element, f, float64(info.Size())/frames/columns, 100*off)
			if most := map[bool]float64{true: 0, false: 0.02}[f == NPY]; off > most || off < -most {
				t.Errorf("%v %v: estimate off by %.2f%%", element, f, 100*off)
			}
		}
	}
	for f := NPY; f <= Parquet; f++ {
		if got := Size(1<<62, 1<<20, Float32, f); got != 1<<63-1 {
			t.Errorf("%v: a file beyond int64 has %d bytes", f, got)
		}
	}
}
