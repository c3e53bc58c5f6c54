package noiseprune_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestTheMathematicsNamesWhatExists: each name in docs/mathematics.md is declared in its package.
func TestTheMathematicsNamesWhatExists(t *testing.T) {
	text, err := os.ReadFile("docs/mathematics.md")
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]map[string]bool{}
	names := regexp.MustCompile("`([a-z]+)\\.([A-Z][A-Za-z.]*)`").FindAllStringSubmatch(string(text), -1)
	if len(names) < 30 {
		t.Fatalf("%d names", len(names))
	}
	for _, name := range names {
		if declared[name[1]] == nil {
			declared[name[1]] = declaredIn(t, name[1])
		}
		if !declared[name[1]][name[2]] {
			t.Errorf("%s.%s does not exist", name[1], name[2])
		}
	}
}

// declaredIn returns the functions, types and methods, as Type.Method, of a folder's package.
func declaredIn(t *testing.T, folder string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	entries, err := fs.Glob(os.DirFS(folder), "*.go")
	if err != nil || len(entries) == 0 {
		t.Fatalf("no package %s: %v", folder, err)
	}
	for _, entry := range entries {
		if strings.HasSuffix(entry, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), folder+"/"+entry, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			for _, name := range namesOf(d) {
				all[name] = true
			}
		}
	}
	return all
}

func namesOf(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			name = receiver(d.Recv.List[0].Type) + "." + name
		}
		return []string{name}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if s, ok := spec.(*ast.TypeSpec); ok {
				names = append(names, s.Name.Name)
			}
		}
	}
	return names
}

// receiver returns the name of a receiver's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
