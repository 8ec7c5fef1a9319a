package change_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"doelenboom/internal/blob"
	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit/databases"
)

// Evidence that stayed inside was frozen as a hash. Once it is forgotten, later revisions list the hash still, as forgotten:
// without it nobody could explain what the earlier one says.
func TestForgottenEvidenceStaysListed(t *testing.T) {
	databases.EachConfig(t, func(t *testing.T, c store.Config) {
		now := time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
		c.Now = func() time.Time { return now }
		w := &world{T: t, db: databases.Open(t, c)}
		var err error
		w.blobs, err = blob.Open(blob.Config{Dir: filepath.Join(t.TempDir(), "blob"), Volatile: true})
		must(t, err)
		w.do = change.New(w.db, w.blobs)
		w.org, err = w.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, "waterland-oost", "Provincie Waterland-Oost (verzonnen)"))
		must(t, err)
		w.e = w.edition("jaarverslag-2025", cycle.Accounts, 2025)
		w.imports(w.e, page(w))
		must(t, w.do.SetKeeping(ctx, w.org.ID, cycle.System, cycle.Keeping{Inside: 12}))
		brief, memo := w.vouches()
		w.publishes(w.e)
		if h := w.evidence(1); len(h.Forgotten) != 0 || !slices.Contains(h.Sums, brief) || !slices.Contains(h.Sums, memo) {
			t.Fatalf("%+v", h)
		}

		now = now.AddDate(1, 1, 0)
		must(t, w.do.ForgetInside(ctx, w.org.ID, cycle.System, w.e.ID))
		for n, reason := range []string{"Er stond een typefout in.", "Er stond er nog een in."} {
			_, err = w.do.Correct(ctx, w.org.ID, cycle.System, w.e.ID, change.Correction{Reason: reason, Documents: documents(w, page(w, "bochten", []string{"bochten (2)", "bochten (3)"}[n]))})
			must(t, err)
			h := w.evidence(n + 2)
			if want := slices.Sorted(slices.Values([]string{brief, memo})); len(h.Sums) != 0 || !slices.Equal(h.Forgotten, want) {
				t.Errorf("revision %d lists %+v, want %v as forgotten", n+2, h, want)
			}
		}
	})
}

// vouches gives one report of the edition two notes that stay inside, and tells their hashes.
func (w *world) vouches() (brief, memo string) {
	w.Helper()
	reports, err := w.db.Read(w.org.ID).Reports(ctx, w.e.ID)
	must(w, err)
	evidence := []cycle.Evidence{{Key: "k1", Note: "Zie de brief van 3 mei."}, {Key: "k2", Note: "Zie het memo."}}
	must(w, w.db.Write(ctx, w.org.ID, func(tx *store.Tx) error {
		before, err := tx.Report(ctx, reports[0].ID)
		if err != nil {
			return err
		}
		after := before
		after.Actions = append(slices.Clone(before.Actions), cycle.Action{Key: "bewezen", Number: 99, Evidence: evidence})
		return errors.Join(tx.SaveReport(ctx, after), tx.Record(ctx, cycle.System, "report.written", before, after))
	}))
	return publication.EvidenceSum(evidence[0]), publication.EvidenceSum(evidence[1])
}

// evidence is what a revision lists of evidence that stays inside, of the only node that has any.
func (w *world) evidence(number int) publication.HiddenEvidence {
	w.Helper()
	row, err := w.db.Read(w.org.ID).Revision(ctx, w.e.ID, number)
	must(w, err)
	f, err := change.OpenRevision(w.blobs, row)
	must(w, err)
	defer f.Close()
	all, err := f.Evidence()
	must(w, err)
	if len(all) != 1 {
		w.Fatalf("revision %d lists %+v", number, all)
	}
	body, err := f.Part(publication.EvidencePath)
	must(w, err)
	if bytes.Contains(body, []byte("brief")) {
		w.Error("what stays inside is in a part")
	}
	return all[0]
}
