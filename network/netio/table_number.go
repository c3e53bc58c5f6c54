package netio

// decimalMark is the mark of decimals in a table: unknown until a number has one.
type decimalMark struct{ mark byte }

// number reads a number whose decimals follow a point, or a comma where that is allowed.
func (d *decimalMark) number(cell []byte, commaAllowed bool) (value float64, wrong string) {
	return parseNumber(cell)
}

// comma reports whether numbers have decimal commas.
func (d *decimalMark) comma() bool { return d.mark == ',' }

// commaDecimals reports whether a comma can be part of a number in the table.
func commaDecimals(rows tableRows) bool {
	c, ok := rows.(interface{ commaDecimals() bool })
	return ok && c.commaDecimals()
}
