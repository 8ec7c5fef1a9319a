package main

import (
	"context"
	"fmt"
)

// workRows are row 5: pages of the workplace, warm, on SQLite. What stands beside is the same page with html/template.
func (t *table) workRows(ctx context.Context) error {
	all, err := working(ctx, t.text(small), 500, 300, "")
	for _, c := range all {
		beside, target := "", ">= 2x less than html/template"
		if c.peer > 0 {
			beside = fmt.Sprintf("%.1fx html/template", c.less())
		} else {
			target = "p50 < 30 ms"
		}
		figure("5 "+c.name+", 500 deliverables, cpu", fmt.Sprintf("%.2f ms", milliseconds(c.cpu)), beside, target)
		figure("", fmt.Sprintf("%.1f ms", milliseconds(at(c.took, 0.5))), fmt.Sprintf("p99 %.1f ms", milliseconds(at(c.took, 0.99))), "")
	}
	return err
}

// writersRows are many people who write at once while reports are imported and pages are rendered.
func (t *table) writersRows(ctx context.Context) error {
	for _, engine := range []struct{ name, database string }{{"SQLite", ""}, {"PostgreSQL", t.database}} {
		if engine.name == "PostgreSQL" && engine.database == "" {
			figure("  people writing at once, PostgreSQL", "left out", "", "name an empty one with --database")
			continue
		}
		w := usualWriting
		w.database = engine.database
		got, err := w.run(ctx, t.text(small))
		if err != nil {
			return err
		}
		figure(fmt.Sprintf("5 a draft kept, %d write at once, %s, p99", w.writers, engine.name), fmt.Sprintf("%.0f ms", milliseconds(at(got.drafts, 0.99))),
			fmt.Sprintf("p50 %.0f ms", milliseconds(at(got.drafts, 0.5))), "< 200 ms")
		figure("  a whole save, p99", fmt.Sprintf("%.0f ms", milliseconds(at(got.whole, 0.99))), fmt.Sprintf("p50 %.0f ms", milliseconds(at(got.whole, 0.5))), "< 200 ms")
		figure("  saves refused and words lost", fmt.Sprintf("%d and %d", got.failed, got.lost), fmt.Sprintf("of %d", len(got.drafts)+len(got.whole)), "0 and 0")
	}
	return nil
}
