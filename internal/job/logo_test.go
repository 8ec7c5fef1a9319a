package job

import (
	"archive/zip"
	"bytes"
	"image/color"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
	"doelenboom/internal/testkit"
)

// sendsLogo sets a plane of one colour as the logo.
func (h *house) sendsLogo(c color.Color) cycle.Logo {
	h.t.Helper()
	l, err := h.do.SetLogo(h.ctx, h.org.ID, cycle.System, bytes.NewReader(testkit.Logo(200, 60, c)), true, nil)
	h.must(err)
	return l
}

// The logo is of today, on pages of every revision: those stay as they are when it changes, and what is written out has it.
func TestALogoStandsOutsideThePages(t *testing.T) {
	eachHouse(t, func(h *house) {
		e := h.imported(2016, deliverables(6)...)
		h.freeze(e)
		h.work()
		h.correct(e, deliverable("1.1.1", "Grond kopen", "Correctie."))
		h.work()
		before := h.site()
		first := h.sendsLogo(color.NRGBA{B: 160, A: 255})
		second := h.sendsLogo(color.NRGBA{R: 160, A: 255})
		h.work()
		differing(h.t, "with a logo", h.site(), before)
		h.must(h.jobs.Rebuild(h.ctx, h.org.ID, ""))
		differing(h.t, "after a rebuild", h.site(), before)
		h.sweepsAll()
		h.has(h.t, map[string]bool{first.Blob: false, second.Blob: true})

		out := filepath.Join(h.t.(*testing.T).TempDir(), "site")
		h.must(h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Out: out}))
		exported := files(h.t, out)
		picture, err := h.blobs.Read(second.Blob)
		h.must(err)
		if exported["waterland/"+second.FileName()] != string(picture) {
			h.t.Error("the logo is not in the folder")
		}
		if sheet := exported["waterland/huisstijl.css"]; !strings.Contains(sheet, `url("`+second.FileName()+`")`) {
			h.t.Errorf("the sheet leads elsewhere:\n%s", sheet)
		}
		page := exported["waterland/jaarverslag-2016/revisie/1/index.html"]
		if !strings.Contains(page, `href="../../../huisstijl.css"`) || !strings.Contains(page, `<span>Provincie Waterland (verzonnen)</span>`) {
			h.t.Errorf("a page of an earlier revision:\n%.900s", page)
		}
		h.exportsLogoInZIP(out+".zip", second, picture)
	})
}

func (h *house) exportsLogoInZIP(out string, l cycle.Logo, want []byte) {
	h.t.Helper()
	h.must(h.jobs.ExportSite(h.ctx, Export{Organisation: h.org.Slug, Out: out}))
	z, err := zip.OpenReader(out)
	h.must(err)
	defer z.Close()
	f, err := z.Open("waterland/" + l.FileName())
	h.must(err)
	if got, err := io.ReadAll(f); err != nil || !bytes.Equal(got, want) {
		h.t.Errorf("in the ZIP it is %d bytes, %v", len(got), err)
	}
}

// sweepsAll does the removing that waits in the queue.
func (h *house) sweepsAll() {
	h.t.Helper()
	jobs, err := h.db.Read(h.org.ID).Jobs(h.ctx)
	h.must(err)
	for _, j := range jobs {
		h.must(h.jobs.sweep(h.ctx, j))
	}
}

// A preview looks like the later site.
func TestAPreviewHasTheHouseStyle(t *testing.T) {
	eachHouse(t, func(h *house) {
		report := h.writing(h.org)
		l := h.sendsLogo(color.NRGBA{B: 160, A: 255})
		previews := NewPreviews(h.jobs)
		if kind, sheet, err := previews.Page(h.ctx, h.org.ID, report.Edition, "huisstijl.css"); err != nil || kind != "text/css; charset=utf-8" || !strings.Contains(string(sheet), l.FileName()) {
			h.t.Errorf("%s %s, %v", kind, sheet, err)
		}
		if kind, picture, err := previews.Page(h.ctx, h.org.ID, report.Edition, l.FileName()); err != nil || kind != "image/png" || !bytes.HasPrefix(picture, []byte("\x89PNG")) {
			h.t.Errorf("%s, %d bytes, %v", kind, len(picture), err)
		}
	})
}

// What two organisations have as their logo stays when one of them takes another.
func TestALogoOfTwoOrganisationsStays(t *testing.T) {
	eachHouse(t, func(h *house) {
		l := h.sendsLogo(color.Black)
		first := h.org
		h.org = h.second()
		if other := h.sendsLogo(color.Black); other.Blob != l.Blob {
			h.t.Fatal("the same picture gave other bytes")
		}
		h.must(h.do.RemoveLogo(h.ctx, first.ID, cycle.System))
		h.org = first
		h.sweepsAll()
		h.has(h.t, map[string]bool{l.Blob: true})
		var found []store.Finding
		found, err := h.db.VerifyHistory(h.ctx, first.ID)
		if err != nil || len(found) > 0 {
			h.t.Error(found, err)
		}
	})
}
