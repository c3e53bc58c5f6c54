package jobs

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	batch "k8s.io/api/batch/v1"
	"sigs.k8s.io/yaml"
)

// written returns a plan like that of a sweep, in a folder of a fixed name below a temporary one.
func written(t *testing.T) *Plan {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "A: `sweep`, $it's \"1\"")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return &Plan{
		Command: "sweep", Program: "/opt/simulate", Folder: folder, Flags: []string{"--kernel", "sparse"},
		Rounds: []Round{
			{"covariance", 2500, 2, 1<<30 + 1, 26*time.Hour + 5*time.Minute},
			{"comparisons", 3, 1, 1 << 30, time.Hour},
			{"results", 1, 1, 1 << 30, time.Hour},
		},
	}
}

var update = flag.Bool("update", false, "write testdata/slurm and testdata/kubernetes")

// checkFiles compares the files of a plan with those of a folder of testdata, in which FOLDER stands for the plan's.
func checkFiles(t *testing.T, p *Plan, golden string, names ...string) {
	t.Helper()
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(p.Folder, FolderName, name))
		if err != nil {
			t.Error(err)
			continue
		}
		got := strings.ReplaceAll(string(text), filepath.ToSlash(filepath.Dir(p.Folder)), "FOLDER")
		path := filepath.Join("testdata", golden, name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || got != string(want) {
			t.Errorf("%s is not that of testdata (%v); look at what -update changes there:\n%s", name, err, got)
		}
	}
}

// TestSlurmFiles: a round of more parts than an array may have is several arrays, and the next waits for all of them. Shells accept
// every script.
func TestSlurmFiles(t *testing.T) {
	p := written(t)
	stale := filepath.Join(p.Folder, FolderName, "round-9.sh")
	if err := os.MkdirAll(filepath.Dir(stale), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(stale, nil, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := p.WriteSlurm(SlurmOptions{MaxArraySize: 1001, Arguments: []string{"--partition=long", "--comment=$x;y"}}); err != nil {
		t.Fatal(err)
	}
	if there(stale) {
		t.Error("a script of an earlier plan is left")
	}
	checkFiles(t, p, "slurm", "round-1-from-2001.sh", "round-2.sh", "finish.sh", "submit.sh")
	scripts, err := filepath.Glob(filepath.Join(p.Folder, FolderName, "*.sh"))
	if err != nil || len(scripts) != 6 {
		t.Errorf("the scripts are %q, %v", scripts, err)
	}
	for _, path := range scripts {
		if said, err := exec.Command("bash", "-n", path).CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", path, err, said)
		}
	}
	if read, err := Read(p.Folder); err != nil || read.Rounds[0] != p.Rounds[0] || len(read.Rounds) != 3 {
		t.Errorf("%+v was read, %v", read, err)
	}
}

// TestKubernetesFiles decodes the manifests into the types of the engine, which refuse a field that they do not know.
func TestKubernetesFiles(t *testing.T) {
	p := written(t)
	p.Engine = KubernetesEngine
	if err := p.WriteKubernetes(KubernetesOptions{Image: "registry.example/noiseprune:1", Claim: "shared:studies/sweep"}); err != nil {
		t.Fatal(err)
	}
	checkFiles(t, p, "kubernetes", "round-1.yaml", "finish.yaml", "submit.sh")
	for k, round := range p.Rounds {
		text, err := os.ReadFile(filepath.Join(p.Folder, FolderName, p.Label(k)+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		var job batch.Job
		if err := yaml.UnmarshalStrict(text, &job); err != nil {
			t.Fatal(err)
		}
		pod := job.Spec.Template.Spec
		c := pod.Containers[0]
		if *job.Spec.CompletionMode != batch.IndexedCompletion || *job.Spec.Completions != int32(round.Parts) ||
			job.Spec.PodFailurePolicy.Rules[0].OnExitCodes.Values[0] != 75 || c.VolumeMounts[0].MountPath != p.Folder ||
			job.Spec.PodFailurePolicy.Rules[0].Action != batch.PodFailurePolicyActionIgnore ||
			pod.Volumes[0].PersistentVolumeClaim.ClaimName != "shared" || c.VolumeMounts[0].SubPath != "studies/sweep" {
			t.Errorf("%s is %+v", p.Label(k), job)
		}
		if q := c.Resources.Requests["memory"]; q.Value() < round.Memory || q.Value() > round.Memory+1<<20 {
			t.Errorf("%s asks for %d bytes, not %d", p.Label(k), q.Value(), round.Memory)
		}
	}
	if err := yaml.UnmarshalStrict([]byte("spec: {completionsMode: Indexed}"), &batch.Job{}); err == nil {
		t.Error("a field that does not exist is accepted")
	}
}

// TestQuoted has a shell print the words again.
func TestQuoted(t *testing.T) {
	words := []string{"", "plain/path-1.2", "it's", "a  b", `$HOME "x" \n`, "*?[a]", "ü", "a;b&c|d>e", "--x=y", "!", "~"}
	said, err := exec.Command("sh", "-c", `printf '%s\n'`+quotedAll(words)).Output()
	if err != nil || string(said) != strings.Join(words, "\n")+"\n" {
		t.Errorf("%q, %v", said, err)
	}
}

// TestKubernetesName: letters that a name cannot have are replaced, and it is not too long.
func TestKubernetesName(t *testing.T) {
	for text, want := range map[string]string{
		"Human.HCP_1": "simulate-human-hcp-1", "-": "simulate", "é": "simulate",
		strings.Repeat("a", 90): "simulate-" + strings.Repeat("a", 30),
	} {
		if got := kubernetesName(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
