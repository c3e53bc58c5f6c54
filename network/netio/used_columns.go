package netio

// pandasIndex is the name that pandas gives the column of a table's index, which has none.
const pandasIndex = "__index_level_0__"

// columnName returns the name of a column for readEdgeTable.
func columnName(name string) string {
	if name == pandasIndex {
		return ""
	}
	return name
}

// checkUsedColumns refuses a table in which a column that is used cannot be read. Types are those of
// such columns, "" for the others.
func checkUsedColumns(c content, names, types []string) error {
	at := place{path: c.path}
	h := newHeader(at, 0, names)
	r, err := findRoles(h, c.reading)
	if err != nil {
		return err
	}
	used := make([]bool, len(names))
	for k, name := range names {
		used[k] = name != ""
	}
	for _, k := range r.unused(h) {
		used[k] = false
	}
	for k, kind := range types {
		if used[k] && kind != "" {
			return at.fail(0, "convert it to numbers or text, or "+nameColumns, "column %s is of type %s", quote(names[k]), oneLine(kind))
		}
	}
	return nil
}
