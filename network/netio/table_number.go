package netio

import "bytes"

// decimalMark is the mark of decimals in a table: 0 until a number has one. It is the same in all
// numbers of a table.
type decimalMark struct{ mark byte }

// number reads a number whose decimals follow a point, or a comma where that is allowed. For any
// other text, and for a number with the other mark than those before, it returns what is wrong.
func (d *decimalMark) number(cell []byte, commaAllowed bool) (value float64, wrong string) {
	if v, ok := parseShort(cell); ok {
		return v, ""
	}
	if commaAllowed && bytes.IndexByte(cell, ',') >= 0 {
		return d.withComma(cell)
	}
	if value, wrong = parseNumber(cell); wrong != "" || d.mark == '.' || bytes.IndexByte(cell, '.') < 0 {
		return value, wrong
	}
	if d.mark == ',' {
		return 0, "has a decimal point, but numbers before have a decimal comma"
	}
	d.mark = '.'
	return value, ""
}

// withComma reads a number with a comma. One with a point too has groups of thousands.
func (d *decimalMark) withComma(cell []byte) (value float64, wrong string) {
	if len(cell) > longestNumber || bytes.IndexByte(cell, '.') >= 0 {
		return 0, "is not a number"
	}
	value, wrong = parseNumber(bytes.ReplaceAll(cell, []byte(","), []byte(".")))
	switch {
	case wrong != "":
		return 0, wrong
	case d.mark == '.':
		return 0, "has a decimal comma, but numbers before have a decimal point"
	}
	d.mark = ','
	return value, ""
}

// comma reports whether numbers have decimal commas.
func (d *decimalMark) comma() bool { return d.mark == ',' }

// commaDecimals reports whether a comma can be part of a number in the table.
func commaDecimals(rows tableRows) bool {
	c, ok := rows.(interface{ commaDecimals() bool })
	return ok && c.commaDecimals()
}

// likeNumber reports whether a cell is a number, or in the place of one, though perhaps not one that
// a weight can be. R writes NA for a missing one.
func likeNumber(cell []byte, commaAllowed bool) bool {
	if string(cell) == "NA" {
		return true
	}
	var d decimalMark
	_, wrong := d.number(cell, commaAllowed)
	return wrong != "is not a number"
}
