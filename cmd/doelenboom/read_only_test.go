package main

import (
	"os"
	"os/exec"
	"testing"

	"doelenboom/internal/testkit"
	"doelenboom/internal/testkit/databases"
)

// A disk that can only be read is no database that does not answer, also for who only wants to read.
func TestADiskThatCanOnlyBeReadIsTold(t *testing.T) {
	if testkit.AmongOwnMounts(t) {
		return
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := program{Config: databases.SQLite(t), exe: exe}
	p.Dir = testkit.SmallDisk(t, "8m")
	p.takenOver(t)
	if out, err := exec.Command("mount", "-o", "remount,bind,ro", p.Dir).CombinedOutput(); err != nil {
		t.Fatalf("%s", out)
	}
	for _, args := range [][]string{
		{"organisation", "list"}, {"verify"}, {"migrate", "--check"},
		{"import", pages(t, 3), "--organisation", "proefland", "--edition", "jaarverslag-2016"},
		{"publish", "--organisation", "proefland", "--edition", "jaarverslag-2016"},
	} {
		p.fails(t, exitNotDone, "kan niet geschreven worden", args...)
	}
}
