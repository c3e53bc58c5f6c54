package noiseprune_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestNoInternalTypeIsExported: a program that imports the library can write down the type of
// everything that it is given or must give.
func TestNoInternalTypeIsExported(t *testing.T) {
	exports := compiled(t, "./...")
	packages := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(exports[path])
	})
	checked := 0
	for path := range exports {
		if !isPublic(path) {
			continue
		}
		p, err := packages.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, offender := range internalTypes(p) {
			t.Error(offender)
		}
		checked++
	}
	if checked < 10 {
		t.Errorf("only %d packages were checked", checked)
	}
}

// TestInternalTypesAreFound checks the check itself: it finds what is named Bad… and nothing else.
func TestInternalTypesAreFound(t *testing.T) {
	internal := parsed(t, "noiseprune/internal/hidden", "package hidden; type Type int; type Set interface{ ~int | ~string }", nil)
	public := parsed(t, "noiseprune/shown", `package shown
		import "noiseprune/internal/hidden"
		type Good struct{ field hidden.Type }
		func (Good) method(hidden.Type) {}
		var notExported hidden.Type
		type Named hidden.Type
		type part struct{ BadField map[string][]hidden.Type }
		func (part) BadMethod() (int, error, *hidden.Type) { return 0, nil, nil }
		type List[T any] struct { part; Rest *List[T] }
		type BadAlias = hidden.Type
		type BadEmbedded struct { hidden.Type }
		type BadInterface interface { BadMethod(func(chan hidden.Type)); unexported(hidden.Type) }
		func BadConstraint[T hidden.Set](T) {}
		type BadArgument struct { Values List[hidden.Type] }
		const BadConstant hidden.Type = 1`, internal)
	found := internalTypes(public)
	want := []string{
		"shown.BadAlias", "shown.BadArgument.Values", "shown.BadConstant", "shown.BadConstraint[T]", "shown.BadEmbedded.Type",
		"shown.BadInterface.BadMethod", "shown.List.part.BadField", "shown.List.part.BadMethod",
	}
	slices.Sort(found)
	if !slices.EqualFunc(found, want, func(line, place string) bool { return strings.HasPrefix(line, place+" has the type ") }) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(found, "\n"), strings.Join(want, "\n"))
	}
}

// onlyImport gives the one package that a test imports.
type onlyImport struct{ p *types.Package }

func (i onlyImport) Import(string) (*types.Package, error) { return i.p, nil }

// parsed type-checks a package of one file, which may import one other.
func parsed(t *testing.T, path, source string, imported *types.Package) *types.Package {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "source.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	p, err := (&types.Config{Importer: onlyImport{imported}}).Check(path, files, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// compiled returns the file of export data of each package that the pattern needs.
func compiled(t *testing.T, pattern string) map[string]string {
	t.Helper()
	list, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", pattern).Output()
	if err != nil {
		t.Fatal(err)
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(list)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		exports[path] = file
	}
	return exports
}

func isOurs(path string) bool     { return path == "noiseprune" || strings.HasPrefix(path, "noiseprune/") }
func isInternal(path string) bool { return strings.HasPrefix(path, "noiseprune/internal/") }
func isPublic(path string) bool {
	return isOurs(path) && !isInternal(path) && !strings.HasPrefix(path, "noiseprune/cmd/")
}

// internalTypes says where the exported identifiers of a package show an internal type.
func internalTypes(p *types.Package) []string {
	s := search{seen: map[types.Type]bool{}}
	for _, name := range p.Scope().Names() {
		object := p.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		where := p.Name() + "." + name
		if declared, ok := object.(*types.TypeName); ok {
			s.declaration(where, declared.Type())
		} else {
			s.use(where, object.Type())
		}
	}
	return s.offenders
}

// search collects uses of internal types.
type search struct {
	offenders []string
	seen      map[types.Type]bool // declarations
}

// declaration looks at what a declared type shows: its constraints, what it is made of, and its
// exported methods.
func (s *search) declaration(where string, t types.Type) {
	if s.seen[t] {
		return
	}
	s.seen[t] = true
	switch t := t.(type) {
	case *types.Alias:
		s.constraints(where, t.TypeParams())
		s.use(where, t.Rhs())
	case *types.Named:
		s.constraints(where, t.TypeParams())
		s.use(where, t.Underlying())
		for m := range t.Methods() {
			if m.Exported() {
				s.use(where+"."+m.Name(), m.Type())
			}
		}
	}
}

func (s *search) constraints(where string, parameters *types.TypeParamList) {
	for p := range parameters.TypeParams() {
		s.use(fmt.Sprintf("%s[%s]", where, p), p.Constraint())
	}
}

// named looks at the use of a declared type. One of ours that is not exported shows what it has
// to the holder of a value of it.
func (s *search) named(where string, name *types.TypeName, t types.Type, arguments *types.TypeList) {
	for a := range arguments.Types() {
		s.use(where, a)
	}
	switch p := name.Pkg(); {
	case p == nil || !isOurs(p.Path()):
	case isInternal(p.Path()):
		s.offenders = append(s.offenders, fmt.Sprintf("%s has the type %s", where, t))
	case !name.Exported():
		s.declaration(where, name.Type()) // its arguments were looked at
	}
}

// use looks at a type that stands somewhere.
func (s *search) use(where string, t types.Type) {
	switch t := t.(type) {
	case *types.Alias:
		s.named(where, t.Obj(), t, t.TypeArgs())
	case *types.Named:
		s.named(where, t.Obj(), t, t.TypeArgs())
	case *types.Map:
		s.use(where, t.Key())
		s.use(where, t.Elem())
	case interface{ Elem() types.Type }: // array, channel, pointer, slice
		s.use(where, t.Elem())
	case *types.Tuple:
		for v := range t.Variables() {
			s.use(where, v.Type())
		}
	case *types.Signature:
		s.constraints(where, t.TypeParams())
		s.use(where, t.Params())
		s.use(where, t.Results())
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() || f.Embedded() {
				s.use(where+"."+f.Name(), f.Type())
			}
		}
	case *types.Union:
		for k := range t.Len() {
			s.use(where, t.Term(k).Type())
		}
	case *types.Interface:
		for m := range t.ExplicitMethods() {
			if m.Exported() {
				s.use(where+"."+m.Name(), m.Type())
			}
		}
		for e := range t.EmbeddedTypes() {
			s.use(where, e)
		}
	}
}
