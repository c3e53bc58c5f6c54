package testutil

import (
	"reflect"
	"testing"
)

func TestCorpusValues(t *testing.T) {
	got, err := corpusValues("go test fuzz v1\n[]byte(\"\\xff)\\n\")\nstring(\"é(\")\nuint(80)\nint64(-60)\n")
	want := []any{[]byte("\xff)\n"), "é(", uint(80), int64(-60)}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for _, input := range []string{
		"", "go test fuzz v1\n", "go test fuzz v2\nuint(1)\n",
		"go test fuzz v1\nuint(-1)\n", "go test fuzz v1\nint64(1.5)\n",
		"go test fuzz v1\nstring(\"\n", "go test fuzz v1\nfloat64(1)\n", "go test fuzz v1\n1\n", "go test fuzz v1\nuint(1)\n\n",
	} {
		if got, err := corpusValues(input); err == nil {
			t.Errorf("%q is read as %q", input, got)
		}
	}
}
