package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../../.."

// TestFileIsCurrent goes through all that is linked in and embedded, so that a new module without a licence is noticed.
func TestFileIsCurrent(t *testing.T) {
	all, err := collect(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	want := page(all)
	got, err := os.ReadFile(filepath.Join(root, "python", "THIRD_PARTY_LICENSES"))
	if err != nil || string(got) != want {
		t.Errorf("python/THIRD_PARTY_LICENSES is not what the modules of go.mod need (error %v); run make licences", err)
	}
	testParts(t, all)
	testExpression(t, all)
}

// testParts checks parts that are found in different ways.
func testParts(t *testing.T, all []part) {
	for _, want := range []struct{ reason, name, file, kind string }{
		{"linked in everywhere", "gonum.org/v1/gonum ", "LICENSE", "BSD-3-Clause"},
		{"for Windows only", "github.com/inconshreveable/mousetrap ", "LICENSE", "Apache-2.0"},
		{"not for Windows", "github.com/ebitengine/purego ", "LICENSE", "Apache-2.0"},
		{"a package copied from elsewhere", "github.com/klauspost/compress ", "zstd/internal/xxhash/LICENSE.txt", "MIT"},
		{"the one chosen of two", "github.com/golang/freetype ", "licenses/ftl.txt", "FTL"},
		{"fonts", "codeberg.org/go-fonts/liberation ", "LICENSE-SIL", "OFL-1.1"},
		{"a notice beside it", "github.com/apache/arrow-go/v18 ", "NOTICE.txt", "Apache-2.0"},
		{"Go's own", "Go's ", "LICENSE", "BSD-3-Clause"},
		{"in the pages", "uplot ", "uplot.LICENSE", "MIT"},
		{"in the bundle of echarts", "zrender ", "zrender.LICENSE", "BSD-3-Clause"},
	} {
		k := slices.IndexFunc(all, func(p part) bool { return strings.HasPrefix(p.name, want.name) })
		if k < 0 {
			t.Errorf("%s: %s is not among the parts", want.reason, want.name)
			continue
		}
		has := slices.ContainsFunc(all[k].texts, func(x text) bool { return x.name == want.file })
		if !has || !slices.Contains(all[k].kinds(), want.kind) {
			t.Errorf("%s: %s of %v lacks %s or is not of %s", want.reason, all[k].name, all[k].kinds(), want.file, want.kind)
		}
	}
}

// testExpression compares the licences with what the wheel's metadata says.
func testExpression(t *testing.T, all []part) {
	project, err := os.ReadFile(filepath.Join(root, "python", "pyproject.toml"))
	if err != nil {
		t.Fatal(err)
	}
	kinds := []string{"MIT"} // ours
	for _, p := range all {
		kinds = append(kinds, p.kinds()...)
	}
	slices.Sort(kinds)
	if want := `license = "` + strings.Join(slices.Compact(kinds), " AND ") + `"`; !strings.Contains(string(project), want) {
		t.Errorf("python/pyproject.toml lacks the line %s", want)
	}
}

// TestScriptsHaveLicences finds a library that is embedded without a licence.
func TestScriptsHaveLicences(t *testing.T) {
	scripts, err := filepath.Glob(filepath.Join(root, "internal/page/assets/*.js"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("%d scripts, error %v", len(scripts), err)
	}
	for _, script := range scripts {
		if licence := strings.TrimSuffix(script, ".js") + ".LICENSE"; !exists(licence) {
			t.Errorf("%s has no %s beside it", script, filepath.Base(licence))
		}
	}
}

func TestKindsOf(t *testing.T) {
	const binary = "Redistribution and use in source\n and binary forms, with or without modification, are permitted. "
	for _, row := range []struct {
		reason, text string
		want         []string
	}{
		{"broken anywhere", binary, []string{"BSD-2-Clause"}},
		{"with the third condition", binary + "Neither the name of X may be used to endorse or promote products\nderived from it", []string{"BSD-3-Clause"}},
		{"two in one file", binary + "Permission is hereby granted, free of charge, to any person obtaining a copy of this software", []string{"BSD-2-Clause", "MIT"}},
		{"of a font", "Permission is hereby granted, free of charge, to any person obtaining a copy of the Font Software", nil},
		{"named, not printed", "Licensed under the Apache License, Version 2.0 (the \"License\")", []string{"Apache-2.0"}},
		{"one that asks for the source", "GNU GENERAL PUBLIC LICENSE Version 2, June 1991", nil},
		{"none", "All rights reserved.", nil},
	} {
		if got := kindsOf(row.text); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.reason, got, row.want)
		}
	}
}

// TestRead shows what is read of a folder.
func TestRead(t *testing.T) {
	folder := t.TempDir()
	others := []string{"licenses.go", "notices.csv", "README"}
	for _, name := range append(others, "LICENSE", "LICENCE.md", "COPYING", "UNLICENSE", "NOTICE.txt", "PATENTS") {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("\n"+name+" \r\n\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all, err := read(folder, []string{folder})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range all {
		if got = append(got, x.name); x.content != x.name+"\n" {
			t.Errorf("%s holds %q, want its name in one line", x.name, x.content)
		}
	}
	if want := []string{"COPYING", "LICENCE.md", "LICENSE", "NOTICE.txt", "PATENTS", "UNLICENSE"}; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestUTF8Text(t *testing.T) {
	for _, row := range []struct{ reason, data, want string }{
		{"in UTF-8 already", "Copyright ©", "Copyright ©"},
		{"in Latin-1", "Copyright \xa9 Andr\xe9", "Copyright © André"},
	} {
		if got := utf8Text([]byte(row.data)); got != row.want {
			t.Errorf("%s: %q, want %q", row.reason, got, row.want)
		}
	}
}
