package netio

import (
	"fmt"
	"strconv"
	"strings"
)

// String returns shape and class, such as "94 × 94 double".
func (a matArray) String() string {
	names := [...]string{
		"", "cell", "struct", "object", "char", "sparse", "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32",
		"int64", "uint64", "function", "object",
	}
	name := fmt.Sprintf("class %d", a.class)
	if a.class > 0 && int(a.class) < len(names) {
		name = names[a.class]
	}
	if a.class == opaqueClass || a.class == functionClass {
		return name
	}
	switch {
	case a.logical && a.class == sparseClass:
		name = "sparse logical"
	case a.logical:
		name = "logical"
	case a.complex:
		name = "complex " + name
	}
	return a.shape() + " " + name
}

func (a matArray) shape() string {
	var shape []string
	for _, d := range a.dims {
		shape = append(shape, strconv.Itoa(d))
	}
	return strings.Join(shape, " × ")
}
