package command

import "testing"

// TestBetween: only what stands between the markers changes.
func TestBetween(t *testing.T) {
	begin, end := Markers("it")
	page := "before\n" + begin + "old\n" + end + "after\n"
	got, err := Between(page, "it", "| new |\n")
	if want := "before\n" + begin + "\n| new |\n\n" + end + "after\n"; err != nil || got != want {
		t.Errorf("%q (%v), want %q", got, err, want)
	}
	if again, err := Between(got, "it", "| new |\n"); err != nil || again != got {
		t.Errorf("a second time: %q (%v)", again, err)
	}
	if _, err := Between("before\n"+end+begin, "it", ""); err == nil {
		t.Error("markers in the wrong order were accepted")
	}
	if _, err := Between(page, "another", ""); err == nil {
		t.Error("the markers of another target were accepted")
	}
}
