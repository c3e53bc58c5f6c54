package paper

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/gonum/stat"

	"noiseprune/internal/draw"
)

// A rule counts as ahead of another where the paired difference over draws is more than
// this many standard errors.
const aheadBy = 3

// connectomePreserved is the trajectory error below which a connectome's dynamics count as
// preserved, at connectomeKeep of the edges: the limit of Figs. 2c–f.
const (
	connectomePreserved = preserved
	connectomeKeep      = keepTrajectories
)

// headline are the measures that the claims and the picture are about.
func headline() []int { return []int{measureLambda, measureV, measureTrajectory} }

// connectomesFigure prunes real connectomes.
func connectomesFigure(j *job) (*Outcome, error) {
	keeps, draws, most := pick(j, []float64{0.5, 0.3, 0.2, 0.1}, []float64{0.5, 0.2}), 16, pick(j, 2000, 150)
	o := &Outcome{
		Shows: "The paper leaves “a more exhaustive empirical characterization” to future work (Section 7). It notes that the rule “can in principle be applied " +
			"to any recurrent network” and that biological networks are neither symmetric nor everywhere diagonally dominant.",
		Caption: "A row for each connectome: means over eigenvectors of ε_λ and ε_v, and the relative error of the state along trajectories, against the fraction of edges kept; " +
			"lines: means over draws, bands: their standard deviation. Red: noise-prune; blue: weight-based; grey: random edges. First the symmetric networks, then the directed ones.",
	}
	o.set("networks", "weights over the mean row sum of |W|; leak: the row sum of |W| + %g, so that no Gershgorin disc comes nearer to 0 and no mode decays slower; signs as in the data", connectomeMargin)
	if j.quick() {
		o.set("size", "of each connectome the %d neurons of the largest total weight, and the connections among them", most)
	}
	o.set("pruning", "covariance exact, matched diagonal, the same expected number of edges for the three rules, %d draws", draws)
	o.set("trajectories", "x(0) ~ U(0, 1), b = %g, σ = %g, for %g of the slowest time constants, Euler–Maruyama; original and pruned share the noise", backgroundInput, authorsSigma, connectomeTime)
	var studies []*connectomeStudy
	for _, c := range connectomes() {
		s, err := j.studyConnectome(c, keeps, draws, most)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.title, err)
		}
		s.describe(o)
		s.claimAhead(o)
		o.Picture.Rows = append(o.Picture.Rows, s.panels())
		studies = append(studies, s)
	}
	o.Picture.Rows[0][0].Legend = draw.TopRight
	claimConnectomes(o, studies)
	o.Listing = listConnectomes(studies)
	return o, nil
}

// column returns one measure of one rule at one density, for all draws.
func (s *connectomeStudy) column(k, rule, measure int) []float64 {
	values := make([]float64, len(s.values[k]))
	for d, v := range s.values[k] {
		values[d] = v[rule][measure]
	}
	return values
}

// lead returns by how many standard errors noise-prune is ahead of another rule.
func (s *connectomeStudy) lead(k, than, measure int) float64 {
	a, b := s.column(k, ruleNoise, measure), s.column(k, than, measure)
	difference := make([]float64, len(a))
	for d := range a {
		difference[d] = b[d] - a[d]
	}
	mean, sd := moments(difference)
	if sd == 0 {
		return 0
	}
	return mean / (sd / math.Sqrt(float64(len(a))))
}

// moments returns mean and sample standard deviation.
func moments(values []float64) (mean, sd float64) { return stat.MeanStdDev(values, nil) }

// describe puts the numbers and the table of a connectome into the outcome.
func (s *connectomeStudy) describe(o *Outcome) {
	how := "directed"
	if s.net.Symmetric() {
		how = "symmetric"
	}
	o.set(s.title, "%s; N = %s, %s, %s edges, %s synapses onto a neuron; slowest decay %s; h = %s, %s steps",
		s.about, thousands(s.net.Neurons()), how, thousands(s.net.Edges()), show(s.perNeuron), show(s.slowest), show(s.timetable.step), thousands(s.timetable.steps))
	o.number(s.name+"_synapses_per_neuron", s.perNeuron)
	o.number(s.name+"_spread_of_diff_cov", s.spread)
	table := Table{Name: s.name, Columns: []string{"keep", "draw"}}
	for _, r := range pruningRules() {
		for _, m := range measureNames() {
			table.Columns = append(table.Columns, m+"_"+r.name)
		}
	}
	for k, keep := range s.keeps {
		for d, v := range s.values[k] {
			row := []float64{keep, float64(d)}
			for r := range v {
				row = append(row, v[r][:]...)
			}
			table.Rows = append(table.Rows, row)
		}
		for r, by := range pruningRules() {
			for m, name := range measureNames() {
				mean, _ := moments(s.column(k, r, m))
				o.number(fmt.Sprintf("%s_%s_%s_keep%g", s.name, name, by.name, keep), mean)
			}
		}
	}
	o.Tables = append(o.Tables, table)
}

// standing counts how often noise-prune is ahead of another rule, and says where it is not
// clearly, and where it is behind.
func (s *connectomeStudy) standing(than int) (ahead int, undecided, behind []string) {
	for k, keep := range s.keeps {
		for _, m := range headline() {
			where := fmt.Sprintf("%s at %g", measureLabels()[m], keep)
			switch lead := s.lead(k, than, m); {
			case lead > aheadBy:
				ahead++
			case lead < -aheadBy:
				behind = append(behind, where)
			default:
				undecided = append(undecided, where)
			}
		}
	}
	return ahead, undecided, behind
}

// comparisons returns how many standing makes.
func (s *connectomeStudy) comparisons() int { return len(s.keeps) * len(headline()) }

// claimAhead states that noise-prune does better than pruning by weight.
func (s *connectomeStudy) claimAhead(o *Outcome) {
	ahead, undecided, behind := s.standing(ruleWeight)
	all := s.comparisons()
	o.number(s.name+"_ahead_of_weight", float64(ahead))
	o.number(s.name+"_behind_weight", float64(len(behind)))
	found := fmt.Sprintf("%s: ahead in %d of %d comparisons", s.title, ahead, all)
	if len(undecided) > 0 {
		found += ", undecided for " + strings.Join(undecided, ", ")
	}
	if len(behind) > 0 {
		found += ", behind for " + strings.Join(behind, ", ")
	}
	o.claim(Claim{
		Place: "beyond the paper", Statement: "noise-prune does better than the weight-based control: " + s.title,
		Criterion: fmt.Sprintf("of the comparisons of ε_λ, ε_v and trajectory error at each density it is ahead by more than %d standard errors in more than half, and behind by as much in none", aheadBy),
		Found:     found,
		Agrees:    2*ahead > all && len(behind) == 0,
	})
}
