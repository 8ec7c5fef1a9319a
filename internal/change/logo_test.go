package change_test

import (
	"bytes"
	"errors"
	"image/color"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/testkit"
)

func (w *world) logo() *cycle.Logo {
	w.Helper()
	o, err := w.db.Read(w.org.ID).Organisation(ctx)
	must(w, err)
	return o.Style.Logo
}

// sweeps are the jobs that will remove files.
func (w *world) sweeps() (payloads []string) {
	w.Helper()
	jobs, err := w.db.Read(w.org.ID).Jobs(ctx)
	must(w, err)
	for _, j := range jobs {
		if j.Kind != change.SweepJob {
			w.Errorf("there is work to do: %+v", j)
		}
		payloads = append(payloads, j.Payload)
	}
	return payloads
}

// A logo is part of the house style: servers hear of it, and no page is made again. One that was replaced goes.
func TestALogo(t *testing.T) {
	each(t, func(w *world) {
		before, err := w.db.Published().ShelfVersion(ctx)
		must(w, err)
		blue, err := w.do.SetLogo(ctx, w.org.ID, cycle.System, bytes.NewReader(testkit.Logo(300, 100, color.NRGBA{B: 160, A: 255})), true, nil)
		must(w, err)
		if l := w.logo(); l == nil || *l != blue || l.Colour != "#0000a0" || l.Ground != "" || l.Width != 300 || !l.Named || !w.blobs.Has(l.Blob) {
			w.Fatalf("%+v", l)
		}
		if after, err := w.db.Published().ShelfVersion(ctx); err != nil || after == before {
			w.Error("servers do not hear of a logo", err)
		}
		if len(w.sweeps()) != 0 {
			w.Error("what is not there is swept")
		}
		must(w, w.do.NameLogo(ctx, w.org.ID, cycle.System, false))
		if l := w.logo(); l.Named || l.Blob != blue.Blob || len(w.sweeps()) != 0 {
			w.Errorf("%+v", l)
		}
		_, err = w.do.SetLogo(ctx, w.org.ID, cycle.System, bytes.NewReader(testkit.Logo(300, 100, color.NRGBA{R: 160, A: 255})), false, nil)
		must(w, err)
		if jobs := w.sweeps(); len(jobs) != 1 || !strings.Contains(jobs[0], blue.Blob) {
			w.Errorf("the logo of before stays: %v", jobs)
		}
		must(w, w.do.RemoveLogo(ctx, w.org.ID, cycle.System))
		must(w, w.do.RemoveLogo(ctx, w.org.ID, cycle.System)) // there is none: nothing happens
		if w.logo() != nil || len(w.sweeps()) != 2 {
			w.Errorf("%+v, %v", w.logo(), w.sweeps())
		}
		w.sound()
	})
}

func TestWhatIsNoLogo(t *testing.T) {
	each(t, func(w *world) {
		invalid := cycle.Invalid{}
		for name, body := range map[string][]byte{"a document": []byte("%PDF-1.7"), "nothing drawn": testkit.Logo(300, 100, color.Transparent)} {
			if _, err := w.do.SetLogo(ctx, w.org.ID, cycle.System, bytes.NewReader(body), false, nil); !errors.As(err, &invalid) {
				w.Errorf("%s: %v", name, err)
			}
		}
		if err := w.do.NameLogo(ctx, w.org.ID, cycle.System, true); !errors.As(err, &invalid) {
			w.Errorf("there is none: %v", err)
		}
		reader, err := w.do.AddUser(ctx, w.org.ID, cycle.System, cycle.User{ID: "lezer@example.nl", Name: "Lezer (verzonnen)", Grants: cycle.Granted(cycle.RoleReader)})
		must(w, err)
		if _, err := w.do.SetLogo(ctx, w.org.ID, reader, bytes.NewReader(testkit.Logo(300, 100, color.Black)), false, nil); !errors.Is(err, cycle.ErrForbidden) {
			w.Errorf("a reader sets the logo: %v", err)
		}
		if err := w.do.RemoveLogo(ctx, w.org.ID, reader); !errors.Is(err, cycle.ErrForbidden) {
			w.Errorf("a reader takes the logo away: %v", err)
		}
		for _, wrong := range []cycle.Logo{{}, {Blob: "../../etc/passwd", Ending: "png", Width: 1, Height: 1}, {Blob: strings.Repeat("a", 64), Ending: "svg", Width: 1, Height: 1},
			{Blob: strings.Repeat("a", 64), Ending: "png", Width: 9999, Height: 1}, {Blob: strings.Repeat("a", 64), Ending: "png", Width: 1, Height: 1, Colour: "red;}"}} {
			err := w.do.ChangeOrganisation(ctx, w.org.ID, cycle.System, func(o cycle.Organisation) (cycle.Organisation, error) {
				o.Style.Logo = &wrong
				return o, nil
			})
			if !errors.As(err, &invalid) {
				w.Errorf("%+v: %v", wrong, err)
			}
		}
		if w.logo() != nil {
			w.Error("something wrong became the logo")
		}
	})
}
