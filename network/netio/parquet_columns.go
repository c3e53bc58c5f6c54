package netio

import (
	"github.com/apache/arrow-go/v18/parquet/schema"
)

// findColumns lists the columns of the table: the fields of the schema's root.
func (t *parquetTable) findColumns() (names []string, err error) {
	s := t.reader.MetaData().Schema
	var types []string
	var last schema.Node
	for leaf := range s.NumColumns() {
		root := s.ColumnRoot(leaf)
		if root == last {
			continue // a further part of a structure
		}
		last = root
		column, kind := parquetColumn{leaf: leaf}, "a list or structure"
		if d := s.Column(leaf); len(d.ColumnPath()) == 1 && d.MaxRepetitionLevel() == 0 {
			column.cells, kind = newParquetCells(d), d.PhysicalType().String()
			if logical := d.LogicalType(); logical != nil && logical.IsValid() && !logical.IsNone() {
				kind = logical.String()
			}
		}
		if column.cells != nil {
			kind = ""
		}
		t.columns, names, types = append(t.columns, column), append(names, columnName(root.Name())), append(types, kind)
	}
	return names, checkUsedColumns(t.content, names, types)
}
