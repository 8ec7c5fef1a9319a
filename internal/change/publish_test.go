package change_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/publication"
	"doelenboom/internal/store"
)

type publicationSection = publication.SectionText

func TestPublishingTwiceWithoutAChangeIsRefused(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, cycle.Release{State: cycle.StateUnknown})
		if !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("it answered %v", err)
		}
		revisions, err := w.db.Read(w.org.ID).Revisions(ctx, w.e.ID)
		must(w, err)
		if len(revisions) != 1 {
			w.Errorf("%d revisions", len(revisions))
		}
	})
}

func TestAnEmptyEditionIsNotPublished(t *testing.T) {
	each(t, func(w *world) {
		if _, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, cycle.Release{State: cycle.StateUnknown}); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("it answered %v", err)
		}
	})
}

func TestANumberThatIsNotInTheEditionLinksWhenItComes(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		if l := relation(w, "6.1.2"); l.Kind != publication.LinkNone {
			w.Errorf("6.1.2 is in no edition, and the page links to %+v", l)
		}
		w.corrects(change.Correction{
			Reason:    "een pagina ontbrak",
			Documents: documents(w, "6.1.2 Uitvoering Blauwe Bocht\n\nHet voorstel ligt voor.\n"),
		})
		if l := relation(w, "6.1.2"); l.Kind != publication.LinkNode || l.Address == "" {
			w.Errorf("6.1.2 is in the edition now, and the page has %+v", l)
		}
	})
}

func relation(w *world, number string) publication.Link {
	w.Helper()
	for _, r := range w.frozen(w.e, "4.2.3").Relations {
		if r.Link.Number == number || r.Link.ID == number {
			return r.Link
		}
	}
	w.Fatalf("the page says nothing of %s: %+v", number, w.frozen(w.e, "4.2.3").Relations)
	return publication.Link{}
}

func (w *world) corrects(c change.Correction) store.Revision {
	w.Helper()
	done, err := w.do.Correct(ctx, w.org.ID, cycle.System, w.e.ID, c)
	must(w, err)
	return done.Revision
}

func TestACorrectionKeepsTheStateAndTellsItsKind(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		first, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, cycle.Release{State: cycle.StateOffered, Date: "2026-05-20"})
		must(w, err)
		slip := w.corrects(change.Correction{Reason: "jaartal verschreven", Documents: documents(w, page(w, "Geen afwijking.", "Geen afwijkingen."))})
		if slip.State != cycle.StateOffered || slip.Kind != cycle.SlipOfThePen || slip.Number != first.Number+1 {
			w.Errorf("slip: %+v", slip)
		}
		n := w.frozen(w.e, "4.2.3")
		if n.Correction == nil || n.Correction.Reason != "jaartal verschreven" {
			w.Errorf("the page does not tell that it was corrected: %+v", n.Correction)
		}
		if up := w.frozen(w.e, "4.2"); up.Correction != nil {
			w.Error("a page that stayed the same says it was corrected")
		}
		decided := w.corrects(change.Correction{Reason: "motie", Decision: "PS2026/ 12", Documents: documents(w, page(w, "Geen afwijking.", "Een kleine afwijking."))})
		if decided.Kind != cycle.ByDecision || decided.State != cycle.StateOffered {
			w.Errorf("by decision: %+v", decided)
		}
		if _, err := w.db.Read(w.org.ID).DecisionByReference(ctx, "PS/2026/12"); err != nil {
			w.Errorf("the decision is not known in its normal form: %v", err)
		}
	})
}

// An edition goes on being adopted by what adopted it; what asked for a correction is told beside it.
func TestACorrectionKeepsTheDecisionOfTheState(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		adopted := cycle.Release{State: cycle.StateAdopted, Date: "2026-06-20", Reference: "PS/2026/77"}
		_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, adopted)
		must(w, err)
		w.corrects(change.Correction{Reason: "motie", Decision: "PS/2026/90", Documents: documents(w, page(w, "Geen afwijking.", "Een kleine afwijking."))})
		w.corrects(change.Correction{Reason: "verschreven", Documents: documents(w, page(w, "Geen afwijking.", "Een zeer kleine afwijking."))})
		revisions, err := w.db.Read(w.org.ID).Revisions(ctx, w.e.ID)
		must(w, err)
		want := [][2]string{{"PS/2026/77", ""}, {"PS/2026/77", "PS/2026/90"}, {"PS/2026/77", ""}}
		for i, r := range revisions {
			f, err := change.OpenRevision(w.blobs, r)
			must(w, err)
			told, err := f.Revision()
			must(w, err)
			must(w, f.Close())
			if got := [2]string{told.Decision, told.ChangedBy}; got != want[i] {
				w.Errorf("revision %d: %v, want %v", r.Number, got, want[i])
			}
		}
		if _, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, adopted); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("adopting it once more answered %v", err)
		}
	})
}

// What a decision asked for still stands in what follows: publishing that says nothing new is refused, and a later
// correction does not lose the decision from its list.
func TestADecisionThatAskedForACorrectionStaysListed(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, cycle.Release{State: cycle.StateAdopted, Date: "2026-06-20", Reference: "PS/2026/77"})
		must(w, err)
		w.corrects(change.Correction{Reason: "motie", Decision: "PS/2026/90", Documents: documents(w, page(w, "Geen afwijking.", "Een kleine afwijking."))})
		known, err := w.db.Read(w.org.ID).DecisionByReference(ctx, "PS/2026/77")
		must(w, err)
		same := cycle.Release{State: cycle.StateAdopted, Date: "2026-06-20", Decision: known.ID}
		if r, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, same); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("publishing it as it is made %+v, %v", r, err)
		}
		w.corrects(change.Correction{Reason: "verschreven", Documents: documents(w, page(w, "Geen afwijking.", "Een zeer kleine afwijking."))})
		w.corrects(change.Correction{Reason: "weer verschreven", Documents: documents(w, page(w, "Geen afwijking.", "Bijna geen afwijking."))})
		revisions, err := w.db.Read(w.org.ID).Revisions(ctx, w.e.ID)
		must(w, err)
		f, err := change.OpenRevision(w.blobs, revisions[len(revisions)-1])
		must(w, err)
		defer f.Close()
		p, err := f.Publication()
		must(w, err)
		listed := func(reference string) bool {
			return slices.ContainsFunc(p.Registers.Decisions, func(d publication.Decision) bool { return d.Reference == reference })
		}
		if !listed("PS/2026/77") || !listed("PS/2026/90") {
			w.Errorf("revision %d lists %+v", p.Revision.Number, p.Registers.Decisions)
		}
	})
}

// A day that was mistyped can be put right, and a council does not adopt what was not offered yet.
func TestTheDayOfAStateIsPartOfIt(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		release := cycle.Release{State: cycle.StateOffered, Date: "2026-05-20", Meetings: []cycle.Date{"2026-06-10"}}
		_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, release)
		must(w, err)
		_, err = w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, cycle.Release{State: cycle.StateAdopted, Date: "2025-06-20", Reference: "PS/2026/77"})
		if err == nil || !strings.Contains(err.Error(), "20 mei 2026") {
			w.Errorf("adopted before it was offered: %v", err)
		}
		release.Meetings = []cycle.Date{"2026-06-17"}
		r, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, release)
		if err != nil || r.Number != 2 || r.State != cycle.StateOffered {
			w.Errorf("a meeting that was moved: %+v, %v", r, err)
		}
	})
}

// The page of a decision stands for ever, so what is no number is refused before anything is frozen. Papers that are known go
// by any of their names.
func TestADecisionIsANumberOrAKnownPaper(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		_, err := w.do.AddRegisters(ctx, w.org.ID, cycle.System, change.Registers{Decisions: []cycle.Decision{
			{Title: "Kadernota Blauwe Bocht", Aliases: []string{"kadernota"}, Slug: "kadernota-blauwe-bocht"},
			{Title: "Programmabegroting", Aliases: []string{"raadsbesluit begroting"}, Reference: "RV/2026/62", Slug: "rv-2026-62"},
		}})
		must(w, err)
		before, err := w.db.Read(w.org.ID).Decisions(ctx)
		must(w, err)
		adopted := cycle.Release{State: cycle.StateAdopted, Date: "2026-06-20"}
		for _, wrong := range []string{"onzin", "een besluit", "2026-06-20", "PS/2026/7 en PS/2026/8", "https://voorbeeld.nl/12"} {
			adopted.Reference = wrong
			_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, adopted)
			if invalid := (cycle.Invalid)(nil); !errors.As(err, &invalid) || invalid[0].Field != "decision" || !strings.Contains(invalid[0].Text, wrong) {
				w.Errorf("%q: %v", wrong, err)
			}
		}
		revisions, err := w.db.Read(w.org.ID).Revisions(ctx, w.e.ID)
		must(w, err)
		after, err := w.db.Read(w.org.ID).Decisions(ctx)
		must(w, err)
		if len(revisions) != 0 || len(after) != len(before) {
			w.Errorf("%d revisions, %d decisions", len(revisions), len(after))
		}

		adopted.Reference = "Raadsbesluit begroting"
		_, err = w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, adopted)
		must(w, err)
		for _, typed := range []string{"Raadsbesluit begroting", "RV 2026/62"} {
			adopted.Reference = typed
			if so, err := w.do.Released(ctx, w.org.ID, w.e.ID, adopted); err != nil || !so {
				w.Errorf("asked twice as %q: %v, %v", typed, so, err)
			}
		}
		again := change.Correction{Reason: "motie", Decision: "onzin", Documents: documents(w, page(w, "Geen afwijking.", "Een kleine afwijking."))}
		if _, err := w.do.Correct(ctx, w.org.ID, cycle.System, w.e.ID, again); !errors.As(err, &cycle.Invalid{}) {
			w.Errorf("corrected by %q: %v", again.Decision, err)
		}
		again.Decision = "kadernota"
		w.corrects(again)
		revisions, err = w.db.Read(w.org.ID).Revisions(ctx, w.e.ID)
		must(w, err)
		f, err := change.OpenRevision(w.blobs, revisions[1])
		must(w, err)
		defer f.Close()
		if told, err := f.Revision(); err != nil || told.Decision != "RV/2026/62" || told.ChangedBy != "Kadernota Blauwe Bocht" || told.ChangedByAt != "kadernota-blauwe-bocht" {
			w.Errorf("the revision says %+v, %v", told, err)
		}
	})
}

// A decision of which only spaces are typed, as by a variable that is empty, is none that anybody can find.
func TestADecisionHasANumber(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		adopted := cycle.Release{State: cycle.StateAdopted, Date: "2026-06-20", Reference: " "}
		if _, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, adopted); !errors.As(err, &cycle.Invalid{}) {
			w.Errorf("adopted: %v", err)
		}
		adopted.Reference = "PS/2026/77 "
		_, err := w.do.PublishEdition(ctx, w.org.ID, cycle.System, w.e.ID, adopted)
		must(w, err)
		again := change.Correction{Reason: "motie", Decision: " ", Documents: documents(w, page(w, "Geen afwijking.", "Een kleine afwijking."))}
		if _, err := w.do.Correct(ctx, w.org.ID, cycle.System, w.e.ID, again); !errors.As(err, &cycle.Invalid{}) {
			w.Errorf("corrected: %v", err)
		}
	})
}

func TestADryRunOfACorrectionChangesNothing(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		before, err := w.db.Read(w.org.ID).Head(ctx)
		must(w, err)
		done, err := w.do.Correct(ctx, w.org.ID, cycle.System, w.e.ID, change.Correction{
			Reason: "proef", DryRun: true, Documents: documents(w, page(w, "Geen afwijking.", "Anders.")),
		})
		must(w, err)
		if done.Revision.Number != 2 || !slices.Equal(done.Replaced, []string{"4.2.3"}) {
			w.Errorf("told %+v", done)
		}
		after, err := w.db.Read(w.org.ID).Head(ctx)
		must(w, err)
		if after.Line != before.Line {
			w.Error("a dry run wrote history")
		}
	})
}

func TestACorrectionWritesOnlyThePartsThatChange(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w), "4.2.4 Stille oevers\n\nHier verandert niets.\n", "5.1.1 Iets anders\n\nOok hier niets.\n")
		w.publishes(w.e)
		r := w.corrects(change.Correction{Reason: "verschreven", Documents: documents(w, page(w, "Geen afwijking.", "Geen afwijkingen."))})
		f, err := change.OpenRevision(w.blobs, r)
		must(w, err)
		defer f.Close()
		packs := f.Packs()
		var written []string
		for _, l := range f.Lines() {
			if packs[len(packs)-1].Has(l.Sum) {
				written = append(written, l.Path)
			}
		}
		if len(written) > 3 || !slices.Contains(written, publication.RevisionPath) {
			w.Errorf("written again: %v", written)
		}
	})
}

func TestWithdrawing(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		path := publication.NodePath(w.frozen(w.e, "4.2.3").Address)
		ask := change.Withdrawing{Revision: 1, Reason: "persoonsgegevens", Paths: []string{path}}
		if _, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, ask); !errors.Is(err, cycle.ErrConflict) {
			w.Fatalf("a part of the newest revision was withdrawn: %v", err)
		}
		w.corrects(change.Correction{Reason: "naam weg", Documents: documents(w, page(w, "Roos Tamminga", "Rika Tonsbeek"))})
		done, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, ask)
		must(w, err)
		if len(done.Erased) != 1 || done.Erased[0].Revision != 1 {
			w.Errorf("erased %+v", done.Erased)
		}
		if want := []change.Erased{{Path: publication.HoldersPath, Revision: 1}}; !slices.Equal(done.Left, want) {
			w.Errorf("the name stands in %v still, and it is said of %v", want, done.Left)
		}
		revisions, err := w.db.Read(w.org.ID).Revisions(ctx, w.e.ID)
		must(w, err)
		f, err := change.OpenRevision(w.blobs, revisions[0])
		must(w, err)
		defer f.Close()
		if _, err := f.Part(path); !errors.Is(err, publication.ErrMissing) {
			w.Errorf("the bytes are still there: %v", err)
		}
		var withdrawn []publication.Withdrawal
		for _, x := range revisions[0].Withdrawn {
			withdrawn = append(withdrawn, publication.Withdrawal{Path: x.Path, Reason: x.Reason})
		}
		for _, fault := range publication.Verify(revisions[0].Manifest, f.Manifest, f.Packs().Get, withdrawn) {
			if fault.Damage() {
				w.Errorf("verify calls it damage: %s", fault.Text)
			}
		}
		if n := w.frozen(w.e, "4.2.3"); n.Holders[0].Name != "Rika Tonsbeek" {
			w.Error("the newest revision was touched")
		}
		if _, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, ask); !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("what is gone was withdrawn again, and every page of the edition with it: %v", err)
		}
	})
}

// A name stands in a part and in a register: whichever goes, the other is told, and the list that people at work see.
func TestWithdrawingARegisterTellsWhoSaysItStill(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		path := publication.NodePath(w.frozen(w.e, "4.2.3").Address)
		w.corrects(change.Correction{Reason: "naam weg", Documents: documents(w, page(w, "Roos Tamminga", "Rika Tonsbeek"))})
		ask := change.Withdrawing{Revision: 1, Reason: "persoonsgegevens", Paths: []string{publication.HoldersPath}}
		done, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, ask)
		must(w, err)
		if want := []change.Erased{{Path: path, Revision: 1}}; !slices.Equal(done.Left, want) || !done.Listed {
			w.Errorf("left %v, listed %v, want %v", done.Left, done.Listed, want)
		}
		ask.Paths = []string{path}
		done, err = w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, ask)
		must(w, err)
		if len(done.Left) > 0 || !done.Listed {
			w.Errorf("then left %v, listed %v", done.Left, done.Listed)
		}
	})
}

// A headline is made from the first sentence of the summary, and the lists above a node repeat it.
func TestWithdrawingTellsWhatStillSaysIt(t *testing.T) {
	each(t, func(w *world) {
		const named, unnamed = "4.2.4 Schuren\n\nMevrouw Wiersma verkoopt haar schuur.\n", "4.2.4 Schuren\n\nEen eigenaar verkoopt een schuur.\n"
		w.imports(w.e, page(w), named)
		w.publishes(w.e)
		path := publication.NodePath(w.frozen(w.e, "4.2.4").Address)
		above := publication.NodePath(w.frozen(w.e, "4.2").Address)
		w.corrects(change.Correction{Reason: "naam weg", Documents: documents(w, unnamed)})
		done, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, change.Withdrawing{Revision: 1, Reason: "naam", Paths: []string{path}})
		must(w, err)
		want := []change.Erased{{Path: publication.TreePath, Revision: 1}, {Path: above, Revision: 1}}
		if !slices.Equal(done.Left, want) {
			w.Errorf("left %v, want %v", done.Left, want)
		}
		var paths []string
		for _, l := range want {
			paths = append(paths, l.Path)
		}
		done, err = w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, change.Withdrawing{Revision: 1, Reason: "naam", Paths: paths})
		must(w, err)
		if len(done.Erased) != 2 || len(done.Left) != 0 {
			w.Errorf("then %+v", done)
		}
	})
}

// Other revisions and editions hold the same part with other words, and an address given out says the title: nothing of it is
// erased unasked, and whoever withdraws is told where to look.
func TestWithdrawingTellsWhereElseItMayStand(t *testing.T) {
	each(t, func(w *world) {
		const node = "4.2.4 %s\n\nMevrouw Wiersma verkoopt %s.\n"
		says := func(title, what string) string { return fmt.Sprintf(node, title, what) }
		w.imports(w.e, page(w), says("Schuur van Wiersma", "een schuur"))
		w.publishes(w.e)
		path := publication.NodePath(w.frozen(w.e, "4.2.4").Address)
		before, later := w.edition("jaarverslag-2024", cycle.Accounts, 2024), w.edition("jaarverslag-2026", cycle.Accounts, 2026)
		w.imports(before, page(w), says("Schuur van Wiersma", "misschien een schuur"))
		w.publishes(before)
		w.imports(later, "4.2.4 Schuur van Wiersma\n\nDe schuur van mevrouw Wiersma is verkocht.\n")
		w.imports(w.edition("jaarverslag-2027", cycle.Accounts, 2027), "4.2.9 Iets anders\n\nHier staat niets.\n")
		w.corrects(change.Correction{Reason: "bedrag", Documents: documents(w, says("Schuren", "haar schuur voor een ton"))})
		w.corrects(change.Correction{Reason: "naam weg", Documents: documents(w, "4.2.4 Schuren\n\nEen eigenaar verkoopt een schuur.\n")})

		done, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, change.Withdrawing{Revision: 1, Reason: "naam", Paths: []string{path}})
		must(w, err)
		if want := []change.Erased{{Path: path, Revision: 2}}; !slices.Equal(done.Others, want) {
			w.Errorf("other revisions %v, want %v", done.Others, want)
		}
		want := []change.Standing{{Edition: before.Slug, Path: path, Revision: 1}, {Edition: later.Slug, Path: "4.2.4"}}
		if !slices.Equal(done.Elsewhere, want) {
			w.Errorf("other editions %v, want %v", done.Elsewhere, want)
		}
		if want := []string{w.e.Slug + "/4.2.4-schuur-van-wiersma/", "lijn/schuur-van-wiersma/"}; !slices.Equal(done.Addresses, want) {
			w.Errorf("addresses %v, want %v", done.Addresses, want)
		}
		done, err = w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, change.Withdrawing{Revision: 2, Reason: "naam", Paths: []string{path}})
		must(w, err)
		if len(done.Others) > 0 || len(done.Addresses) > 0 || len(done.Elsewhere) != 2 {
			w.Errorf("then %+v", done)
		}
	})
}

// A name in a register stands in that of another edition too.
func TestWithdrawingTellsWhichRegistersOfOtherEditionsSayIt(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		before := w.edition("jaarverslag-2024", cycle.Accounts, 2024)
		w.imports(before, page(w))
		w.publishes(before)
		w.corrects(change.Correction{Reason: "naam weg", Documents: documents(w, page(w, "Roos Tamminga", "Rika Tonsbeek"))})
		done, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, change.Withdrawing{Revision: 1, Reason: "naam", Paths: []string{publication.HoldersPath}})
		must(w, err)
		if want := []change.Standing{{Edition: before.Slug, Path: publication.HoldersPath, Revision: 1}}; !slices.Equal(done.Elsewhere, want) {
			w.Errorf("other editions %v, want %v", done.Elsewhere, want)
		}
	})
}

// Of a revision that goes as a whole too the addresses are told that go on repeating a title which nothing says any more.
func TestWithdrawingAWholeRevisionTellsWhichAddressesStay(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, "5.1.2 Werklocaties\n\nHet gaat goed.\n")
		w.publishes(w.e)
		w.corrects(change.Correction{Reason: "vergeten", Documents: documents(w, "5.1.3 Jan de Vries helpt\n\nHet gaat goed.\n")})
		done, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, change.Withdrawing{Revision: 2, Reason: "Persoonsgegevens"})
		must(w, err)
		if want := []string{w.e.Slug + "/5.1.3-jan-de-vries-helpt/", "lijn/jan-de-vries-helpt/"}; !slices.Equal(done.Addresses, want) {
			w.Errorf("the addresses that stay are %q, want %q", done.Addresses, want)
		}
	})
}

func TestAnEditionWrittenHereNeedsItsApprovals(t *testing.T) {
	each(t, func(w *world) {
		e, err := w.do.AddEdition(ctx, w.org.ID, cycle.System, cycle.Edition{Slug: "begroting-2027", Kind: cycle.Budget, Year: 2027, Name: "Begroting 2027"})
		must(w, err)
		placed, err := w.do.SetTree(ctx, w.org.ID, cycle.System, e.ID, []change.Placing{{Number: "1", Title: "Water"}})
		must(w, err)
		author, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "anna@example.nl", Name: "Anna", Grants: cycle.Granted(cycle.RoleAuthor)})
		must(w, err)
		reports, err := w.do.OpenReports(ctx, w.org.ID, cycle.System, e.ID, []change.Assignment{{Node: placed[0].Node, Author: author.Number}})
		must(w, err)
		must(w, w.do.WriteReport(ctx, w.org.ID, author, reports[0].ID, 1, cycle.Report{Headline: "Wij houden het water vast."}))
		_, err = w.do.PublishEdition(ctx, w.org.ID, cycle.System, e.ID, cycle.Release{State: cycle.StateOffered, Date: "2026-10-01"})
		if !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("an edition without approvals was offered: %v", err)
		}
		// A colleague who saw the text before Anna saved it does not overwrite hers.
		err = w.do.WriteReport(ctx, w.org.ID, author, reports[0].ID, 1, cycle.Report{Headline: "Anders."})
		if !errors.Is(err, cycle.ErrConflict) {
			w.Errorf("a stale version was saved: %v", err)
		}
	})
}

// A whole revision that should never have been public is gone, also when it is the newest; the edition goes on.
func TestAWholeRevisionIsWithdrawnAndTheEditionGoesOn(t *testing.T) {
	each(t, func(w *world) {
		w.imports(w.e, page(w))
		w.publishes(w.e)
		_, err := w.do.Withdraw(ctx, w.org.ID, cycle.System, w.e.ID, change.Withdrawing{Revision: 1, Reason: "te vroeg"})
		must(w, err)
		r := w.corrects(change.Correction{Reason: "opnieuw, nu goed", Documents: documents(w, page(w, "Geen afwijking.", "Geen afwijkingen."))})
		if r.Number != 2 {
			w.Errorf("revision %d", r.Number)
		}
		if n := w.frozen(w.e, "4.2.3"); n.Number != "4.2.3" {
			w.Errorf("%+v", n)
		}
	})
}
