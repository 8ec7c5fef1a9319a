package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/job"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// Verify tells of frozen evidence in which revision it stands, under which hash, and whether the kept file has it still.
func TestVerifyTellsOfEvidence(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		ctx := t.Context()
		db := databases.Open(t, c)
		blobs, err := blob.Open(blob.Config{Dir: filepath.Join(t.TempDir(), "blob"), Volatile: true})
		must(err)
		do := change.New(db, blobs)
		in := &installation{db: db, blobs: blobs, do: do, jobs: job.New(db, blobs, do)}
		o, err := do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, "proefland", "Proefland (verzonnen)"))
		must(err)
		e, err := do.AddEdition(ctx, o.ID, cycle.System, cycle.Edition{Kind: cycle.Monitor, Slug: "monitor-2026-1", Name: "Monitor 2026-I", Year: 2026, Sequence: 1})
		must(err)
		places, err := do.SetTree(ctx, o.ID, cycle.System, e.ID, []change.Placing{{Number: "5", Title: "Economie"}})
		must(err)
		people := map[cycle.Role]cycle.User{}
		for _, role := range []cycle.Role{cycle.RoleAuthor, cycle.RoleChecker, cycle.RoleHolder} {
			people[role], err = do.AddUser(ctx, o.ID, cycle.System, cycle.User{ID: string(role) + "@example.nl", Name: string(role) + " (verzonnen)", Grants: cycle.Granted(role)})
			must(err)
		}
		author := people[cycle.RoleAuthor]
		opened, err := do.OpenReports(ctx, o.ID, cycle.System, e.ID, []change.Assignment{{Node: places[0].Node, Author: author.Number}})
		must(err)
		u, err := do.AddFile(ctx, o.ID, author, opened[0].ID, "verslag.pdf", strings.NewReader("%PDF-1.7 verslag"))
		must(err)
		text := opened[0]
		note := cycle.Evidence{Key: "k2", Note: "Gebeld.", By: author.Number}
		text.Headline, text.Scores = "De kade is klaar.", []cycle.Score{{Aspect: "geld", Value: cycle.Green, Evidence: []cycle.Evidence{{Key: "k1", Blob: u.Blob}, note}}}
		must(do.WriteReport(ctx, o.ID, author, text.ID, 1, text))
		must(do.SubmitReport(ctx, o.ID, author, text.ID, 2))
		must(do.CheckReports(ctx, o.ID, people[cycle.RoleChecker], []cycle.ReportID{text.ID}))
		must(do.ApproveReports(ctx, o.ID, people[cycle.RoleHolder], []cycle.ReportID{text.ID}))
		must(do.EstablishEdition(ctx, o.ID, people[cycle.RoleHolder], e.ID))
		_, err = do.PublishEdition(ctx, o.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateOffered, Date: "2026-06-01"})
		must(err)
		must(in.jobs.RunPending(ctx, o.ID))

		says := func(want string) []verifiedEvidence {
			t.Helper()
			v, err := in.verify(ctx, o, "")
			must(err)
			var out bytes.Buffer
			v.tell(console{out: &out})
			if !strings.Contains(out.String(), want) {
				t.Errorf("it says\n%s, and not %q", out.String(), want)
			}
			return v.Evidence
		}
		all := says("proefland/monitor-2026-1: bewijs: 2 vastgelegd, 1 waarvan het bestand klopt (elk stuk: --json)")
		if len(all) != 2 || all[0].File != u.Blob || all[0].Number != "5" || len(all[0].Revisions) != 1 || all[1].Sum != publication.EvidenceSum(note) || all[1].State != "geen-bestand" {
			t.Errorf("%+v", all)
		}
		must(os.Chmod(blobs.Path(u.Blob), 0o600))
		must(os.WriteFile(blobs.Path(u.Blob), []byte("%PDF-1.7 verslaG"), 0o600))
		if all := says("bewijs: 2 vastgelegd, 1 waarvan het bestand is veranderd"); all[0].State != "gewijzigd" {
			t.Errorf("%+v", all)
		}
	})
}
