package main

import (
	"os"
	"path/filepath"
	"testing"
)

// Half a demonstration looks like a whole one with pages that are missing.
func TestADemoThatWasKilledWhileItLoadedIsToldAsSuch(t *testing.T) {
	eachEngine(t, func(t *testing.T, p program) {
		p.Dir = filepath.Join(t.TempDir(), "demo")
		demo := p.start(t, "demo", "--addr", "127.0.0.1:0")
		demo.says(t, "Gegevens: ")
		p.fails(t, exitNotDone, "er draait al een serve op", "demo", "--addr", "127.0.0.1:0") // it is still at work
		if err := demo.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		<-demo.ended
		want := "is het laden van de demo afgebroken; verwijder de map en begin opnieuw"
		if p.Database != "" {
			want = "is het laden van de demo afgebroken; verwijder de map, neem een lege database en begin opnieuw"
		}
		for _, command := range []string{"demo", "serve"} {
			p.fails(t, exitNotDone, want, command, "--addr", "127.0.0.1:0")
		}
		if entries, err := os.ReadDir(p.Dir); err != nil || len(entries) < 3 {
			t.Errorf("somebody erased the folder: %v, %v", entries, err)
		}
	})
}
