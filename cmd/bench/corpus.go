package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"doelenboom/sample"
)

// tools are the programs of ../shared/bench: the generator of a corpus, and the least work that gives the same kind of
// result. Both are empty where that folder is not.
type tools struct{ generator, floor string }

// buildTools builds them; what cannot be built is left out and said.
func buildTools(ctx context.Context, work string) tools {
	from := filepath.Join("..", "shared", "bench")
	if _, err := os.Stat(from); err != nil {
		fmt.Println("There is no ../shared/bench: the corpus is the page of the sample, many times, and there is no floor beside our figures.")
		return tools{}
	}
	build := func(name string) string {
		out, err := filepath.Abs(filepath.Join(work, name))
		if err != nil {
			return ""
		}
		cmd := exec.CommandContext(ctx, "go", "build", "-C", filepath.Join(from, name), "-o", out, ".")
		if text, err := cmd.CombinedOutput(); err != nil {
			fmt.Printf("%s of ../shared/bench cannot be built: %s\n", name, text)
			return ""
		}
		return out
	}
	return tools{build("gen"), build("floor")}
}

// corpus makes text of that many editions with that many pages, unless it is there from an earlier time.
func (t tools) corpus(ctx context.Context, text string, editions, pages int) error {
	if _, err := os.Stat(text); err == nil {
		return nil
	}
	if t.generator == "" {
		return multiplied(text, editions, pages)
	}
	return exec.CommandContext(ctx, t.generator, "-editions", fmt.Sprint(editions), "-prestaties", fmt.Sprint(pages),
		"-out", filepath.Dir(text), "-formats", "text").Run()
}

// multiplied writes the page of the sample again and again, each time with another number, title and first sentence.
func multiplied(out string, editions, pages int) error {
	page, err := sample.Files.ReadFile("pagina.txt")
	if err != nil {
		return err
	}
	_, body, _ := strings.Cut(string(page), "\n")
	kinds := []string{"begroting", "monitor-i", "monitor-ii", "jaarverslag"}
	for e := range editions {
		folder := filepath.Join(out, "o001", fmt.Sprintf("%d-%s", 2014+e/len(kinds), kinds[e%len(kinds)]))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		for p := range pages {
			number := fmt.Sprintf("%d.%d.%d", 1+p/25, 1+p/5%5, 1+p%5)
			text := fmt.Sprintf("%s Oevers langs wetering %d\n\nDit is stuk %d, in editie %d.\n%s", number, p, p, e, body)
			if err := os.WriteFile(filepath.Join(folder, strings.ReplaceAll(number, ".", "-")+".txt"), []byte(text), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
