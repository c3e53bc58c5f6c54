package browser

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// Problems lists what the page did until now that it must not.
func (p *Page) Problems() []string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return slices.Clone(p.problems)
}

// note is told every event of the tab.
func (p *Page) note(event any) {
	problem := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		problem = "exception: " + thrown(e.ExceptionDetails)
	case *runtime.EventConsoleAPICalled:
		if slices.Contains(complaints(), e.Type) {
			problem = fmt.Sprintf("console %s: %s", e.Type, texts(e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			problem = fmt.Sprintf("%s %s: %s", e.Entry.Source, e.Entry.Level, e.Entry.Text)
		}
	case *network.EventRequestWillBeSent:
		if leaves(e.Request.URL) {
			problem = "request: " + e.Request.URL
		}
	}
	if problem == "" {
		return
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.problems = append(p.problems, problem)
}

// complaints are the calls of the console that say that something is wrong.
func complaints() []runtime.ConsoleAPICalledType {
	return []runtime.ConsoleAPICalledType{
		runtime.ConsoleAPICalledTypeError, runtime.ConsoleAPICalledTypeWarning, runtime.ConsoleAPICalledTypeAssert,
	}
}

// leaves reports whether a request goes beyond the page and its file.
func leaves(address string) bool {
	scheme, _, _ := strings.Cut(address, ":")
	return !slices.Contains([]string{"file", "data", "blob"}, scheme)
}

// thrown returns what an exception says.
func thrown(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}

// texts returns the arguments of a call of the console.
func texts(arguments []*runtime.RemoteObject) string {
	var all []string
	for _, a := range arguments {
		var text string
		if json.Unmarshal(a.Value, &text) != nil {
			text = string(a.Value) + a.Description
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}
