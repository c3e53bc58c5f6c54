package specfile

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

type fields struct {
	Count int      `yaml:"count"`
	Scale float64  `yaml:"scale"`
	Names []string `yaml:"names"`
	Sub   struct {
		Depth int `yaml:"depth"`
	} `yaml:"sub"`
}

// TestWhatTheLibraryLetsPass shows what the package documentation says: each text is read
// without an error by the library's decoder, and refused by Decode.
func TestWhatTheLibraryLetsPass(t *testing.T) {
	for _, text := range []string{
		"count: 2.5", "count: 010", "count: 0o10", "count: 0x10", "count: 1_000", "scale: 0b11", "scale: .inf",
		"count: ", "count: ~", "names: [a, ~]",
		"names: [&a x, *a]", "sub: {<<: {depth: 3}}", "count: !!int '3'", "names: [!colour red]",
		"count: 1\n---\nunknown: 2\n",
	} {
		library := yaml.NewDecoder(bytes.NewReader([]byte(text)))
		library.KnownFields(true)
		if err := library.Decode(new(fields)); err != nil {
			t.Errorf("%q: the library refuses it too: %v", text, err)
		}
		if err := Decode([]byte(text), new(fields)); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

func TestDecodeSetsWhatIsNamed(t *testing.T) {
	base := fields{Count: 1, Scale: 2, Names: []string{"a"}}
	got := base
	if err := Decode([]byte("sub:\n  depth: 3\nnames: [b, c]\n"), &got); err != nil {
		t.Fatal(err)
	}
	want := base
	want.Sub.Depth, want.Names = 3, []string{"b", "c"}
	if !reflect.DeepEqual(got, want) || base.Names[0] != "a" {
		t.Errorf("got %+v, want %+v; the base is %+v", got, want, base)
	}
	text, err := Encode(got)
	if err != nil {
		t.Fatal(err)
	}
	var back fields
	if err := Decode(text, &back); err != nil || !reflect.DeepEqual(back, want) {
		t.Errorf("written and read back: %+v, %v\n%s", back, err, text)
	}
}

func TestDecodePanicsForOtherTypes(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a field of type bool is read")
		}
	}()
	_ = Decode([]byte("yes: no"), &struct {
		Yes bool `yaml:"yes"`
	}{})
}

// TestEmbeddedStruct reads the fields of an embedded struct among those of its section, and suggests them.
func TestEmbeddedStruct(t *testing.T) {
	type Embedded struct {
		Depth int `yaml:"depth"`
	}
	var got struct {
		Count    int `yaml:"count"`
		Embedded `yaml:",inline"`
	}
	if err := Decode([]byte("count: 1\ndepth: 2\n"), &got); err != nil || got.Count != 1 || got.Depth != 2 {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := Decode([]byte("dept: 2\n"), &got); err == nil || !strings.Contains(err.Error(), "did you mean depth?") {
		t.Errorf("got %v", err)
	}
}
