package netio

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// checkWorkbook reads all members of a workbook once, and returns their size. The library that
// reads it afterwards does not do what is done here: it allocates the sizes that the archive
// declares, takes what can be unpacked of a damaged member for all of it, ends a sheet without an
// error where its XML is wrong, and misplaces cells that are not in order.
func checkWorkbook(r io.ReaderAt, size int64, at place, limits Limits) (unpacked int64, err error) {
	var head [8]byte
	if n, _ := r.ReadAt(head[:], 0); n == len(head) && string(head[:]) == "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" {
		return 0, at.fail(0, "save it as .xlsx without a password", "this is an encrypted workbook, or an .xls file of Excel 97")
	}
	z, err := openZip(r, size, at, "workbook")
	if err != nil {
		return 0, err
	}
	left := limits.Bytes
	seen := make(map[string]bool)
	for _, f := range z.File {
		name := strings.ToLower(f.Name)
		if err := checkMemberName(strings.TrimSuffix(f.Name, "/"), at); err != nil {
			return 0, err
		}
		if seen[name] {
			return 0, at.fail(0, "keep one of them", "member %s is there twice", quote(f.Name))
		}
		seen[name] = true
		err := openMember(f, &left, place{path: at.path, member: f.Name}, func(r io.Reader, at place) error {
			return checkPart(r, at, name)
		})
		if err != nil {
			return 0, at.wrap(err)
		}
	}
	if !seen["xl/workbook.xml"] && !seen["[content_types].xml"] {
		return 0, at.fail(0, "save it as .xlsx", "this archive is no workbook")
	}
	return limits.Bytes - left, nil
}

// checkPart reads the member of that name, in small letters, to its end.
func checkPart(r io.Reader, at place, name string) error {
	if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
		_, err := io.Copy(io.Discard, r)
		return err
	}
	return checkXML(r, at, strings.HasPrefix(name, "xl/worksheets/"))
}

// checkXML reads an XML file to its end. Rows of a sheet and their cells must be in order.
func checkXML(r io.Reader, at place, isSheet bool) error {
	text, err := newXMLTokens(r, at)
	if err != nil {
		return err
	}
	row, column := 0, 0
	for {
		token, err := text.next()
		if errors.Is(err, io.EOF) {
			// What follows the last element is read too, so that the checksum is compared.
			_, err := io.Copy(io.Discard, r)
			return err
		}
		if err != nil {
			return err
		}
		e, ok := token.(xml.StartElement)
		if !ok || !isSheet {
			continue
		}
		inOrder := true
		switch e.Name.Local {
		case "row":
			column = 0
			row, inOrder = follows(row, attribute(e, "r"), parseCountText)
		case "c":
			column, inOrder = follows(column, attribute(e, "r"), columnNumber)
		}
		if !inOrder {
			return text.fail("save the workbook again as .xlsx", "the cells of the sheet are not in order")
		}
	}
}

// follows returns the number that a reference says, or that after the last where it is empty, and
// whether it comes after the last.
func follows(last int, reference string, parse func(string) int) (number int, ok bool) {
	if reference == "" {
		return last + 1, true
	}
	number = parse(reference)
	return number, number > last
}

func parseCountText(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

// columnNumber returns the number of the column of a cell such as AB12, from 1, or −1.
func columnNumber(cell string) int {
	n := 0
	letters := strings.TrimRight(cell, "0123456789")
	for _, c := range []byte(letters) {
		if c < 'A' || c > 'Z' || len(letters) > 3 {
			return -1
		}
		n = 26*n + int(c-'A') + 1
	}
	return n
}
