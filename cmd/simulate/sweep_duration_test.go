package main

import (
	"strings"
	"testing"
	"time"

	"noiseprune/internal/duration"
	"noiseprune/internal/terminal"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// TestTimeOfASweep: more shares take more time, in the comparison alone, and fewer of them and fewer samples are proposed by their flags.
func TestTimeOfASweep(t *testing.T) {
	spec := sim.DefaultSpec()
	spec.Network.Source = "random:n=2000,degree=6,symmetric=false"
	spec.Compare.Spectra, spec.Compare.Runs = sim.NoSpectra, 16
	loaded, err := netio.Load(spec.Network, 1, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	spec.Network = loaded.Definition
	opt, offered := sim.Options{Workers: 2}, func(flag string) bool { return flag == "samples" }
	timeOf := func(keeps ...float64) sweptTime {
		plan, err := sim.PlanSweep(spec, loaded.Network, keeps, opt)
		if err != nil {
			t.Fatal(err)
		}
		return newSweptTime("a/net.mtx", plan, opt, slowProducts(1), offered)
	}
	one, five := timeOf(0.5), timeOf(0.1, 0.2, 0.4, 0.6, 0.8)
	ofPhase := func(s sweptTime, name string) (total time.Duration) {
		for _, p := range s.phases {
			if p.Name == name {
				total += p.Time
			}
		}
		return total
	}
	if ofPhase(one, "covariance") != ofPhase(five, "covariance") || ofPhase(five, "trajectories") < 4*ofPhase(one, "trajectories") {
		t.Errorf("%v and %v", one.phases, five.phases)
	}
	text := textOf(five)
	for _, part := range []string{
		"time: about ", " on 2 cores: ", " in the covariance (", "; it would take about ", "with --samples 1000", "--keep 0.1,0.4,0.8",
	} {
		if !strings.Contains(strings.ReplaceAll(text, "\n ", ""), part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
	if strings.Contains(textOf(one), "--keep") {
		t.Error("fewer shares than one are proposed")
	}
}

// TestTimeOfSeveralNetworks: only a sweep of more than ten minutes in all is announced, in at most 80 columns, by its longest networks, and
// an option by what all networks take with it.
func TestTimeOfSeveralNetworks(t *testing.T) {
	swept := func(source string, minutes, saved time.Duration) sweptTime {
		s := sweptTime{source: source, phases: duration.Phases{{Name: "covariance", Time: minutes * time.Minute}}}
		if saved > 0 {
			s.savings = []duration.Saving{{Flag: "samples", Value: "1000", Time: (minutes - saved) * time.Minute}}
		}
		return s
	}
	small := swept("data/small.mtx", 9, 0)
	if text := textOf(small, sweptTime{source: "path:n=5"}); text != "" {
		t.Errorf("a short sweep is announced: %s", text)
	}
	for _, c := range []struct {
		reason string
		all    []sweptTime
		want   string
	}{
		{"one that is much longer than the other", []sweptTime{small, swept("data/large.mtx", 111, 60)},
			"time: about 2.0 h on 2 cores: 1.9 h for large.mtx; it would take about 60 min with --samples 1000"},
		{"an option that saves less than a fifth of all", []sweptTime{swept("path:n=9", 50, 20), swept("data/b.mtx", 70, 0)},
			"time: about 2.0 h on 2 cores: 70 min for b.mtx, 50 min for path:n=9"},
		{"many networks", func() (all []sweptTime) {
			for range 20 {
				all = append(all, small)
			}
			return all
		}(), "time: about 3.0 h on 2 cores: shared by 20 networks"},
	} {
		text := textOf(c.all...)
		if got := strings.ReplaceAll(text, "\n ", ""); got != c.want {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
		for line := range strings.Lines(text) {
			if length := len([]rune(strings.TrimSuffix(line, "\n"))); length > 80 {
				t.Errorf("%d columns: %s", length, line)
			}
		}
	}
}

// textOf returns what is announced of networks that take so long, on two cores.
func textOf(times ...sweptTime) string {
	var networks []sweptNetwork
	for _, t := range times {
		networks = append(networks, sweptNetwork{time: t})
	}
	return terminal.Fit(sweepText(2, networks), terminal.FileWidth)
}
