package network

import (
	"strings"
	"testing"
)

func TestOrientation(t *testing.T) {
	for _, o := range []Orientation{TargetSource, SourceTarget} {
		if got, err := ParseOrientation(o.String()); err != nil || got != o {
			t.Errorf("%v: got %v, %v", o, got, err)
		}
	}
	_, err := ParseOrientation("rows")
	if want := `orientation "rows" is unknown; choose target-source or source-target`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if got := Orientation(7).String(); !strings.Contains(got, "7") {
		t.Errorf("got %s", got)
	}
}
