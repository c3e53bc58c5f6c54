package main

import (
	"context"
	"fmt"
	"path"
)

// part is a test, or several, with one result in the store.
type part struct {
	group, title string // parts of one group make one row of the page
	name         string // group, and what distinguishes it within the group
	run          func(ctx context.Context, attempt int) (result, error)
}

// plan returns all parts. Each attempt has its own seeds. The driver of TestU01 is needed
// to run the batteries, not to list them.
func plan(s sizes, driver string) []part {
	var all []part
	for _, name := range s.smallCrush {
		all = append(all, batteryParts(battery{"SmallCrush", 10}, name, driver)...)
	}
	all = append(all, s.normalParts()...)
	all = append(all, s.signPart())
	all = append(all, s.correlationParts()...)
	all = append(all, s.avalancheParts()...)
	for _, name := range s.crush {
		all = append(all, batteryParts(battery{"Crush", 96}, name, driver)...)
	}
	return all
}

// batteryParts returns a part for each test. Test n has the seed n in its first attempt.
func batteryParts(b battery, name, driver string) []part {
	var all []part
	for _, st := range streams() {
		if st.name != name {
			continue
		}
		for number := 1; number <= b.tests; number++ {
			group := path.Join(b.name, st.name)
			all = append(all, part{group, st.title, fmt.Sprintf("%s/%d", group, number), func(ctx context.Context, attempt int) (result, error) {
				return runTest(ctx, driver, b, number, st.fill(uint64(number+1000*attempt)))
			}})
		}
	}
	return all
}
