package change

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/dutch"
	"doelenboom/internal/store"
	"doelenboom/internal/ui/housestyle"
	"doelenboom/internal/upload"
)

// lingering is how long a logo of before stays: another server may show it for a second more.
const lingering = 10 * time.Second

// SetLogo takes a picture as the logo of the organisation. Named says that the name of the organisation stands in it. What
// else changes of the style goes along, in one change; also may be nil.
func (s *Service) SetLogo(ctx context.Context, org cycle.OrganisationID, by cycle.User, body io.Reader, named bool, also func(*cycle.HouseStyle)) (cycle.Logo, error) {
	var l cycle.Logo
	if !by.May(cycle.MaySetUp, cycle.Spot{Day: dutch.DayOf(s.db.Now())}) { // before anything is read of what was sent
		return l, cycle.Denied(cycle.MaySetUp, cycle.Spot{})
	}
	staged, err := s.stage(ctx, body)
	if err != nil {
		return l, err
	}
	defer staged.Discard()
	f, points, err := upload.Logo(staged, staged.Size())
	if err != nil {
		return l, err
	}
	l = cycle.Logo{Ending: f.Kind.Ending, Height: f.Height, Named: named, Width: f.Width}
	anything := false
	if l.Colour, l.Ground, anything = housestyle.Measure(points); !anything {
		return l, cycle.Invalid{{Field: upload.Field, Text: "op deze afbeelding is niets te zien; kies een andere"}}
	}
	err = s.changeStyle(ctx, org, by, func(style *cycle.HouseStyle) (err error) {
		l.Blob, err = s.blobs.PutBytes(ctx, f.Remade)
		style.Logo = &l
		if also != nil {
			also(style)
		}
		return err
	})
	if err != nil {
		return l, err
	}
	return l, s.blobs.PutStill(ctx, l.Blob, f.Remade)
}

// NameLogo says whether the name of the organisation stands in its logo.
func (s *Service) NameLogo(ctx context.Context, org cycle.OrganisationID, by cycle.User, named bool) error {
	return s.changeStyle(ctx, org, by, func(style *cycle.HouseStyle) error {
		if style.Logo == nil {
			return cycle.Invalid{{Field: upload.Field, Text: "er is nog geen logo; kies er een"}}
		}
		l := *style.Logo
		l.Named = named
		style.Logo = &l
		return nil
	})
}

// RemoveLogo takes the logo away; then the name stands in its place.
func (s *Service) RemoveLogo(ctx context.Context, org cycle.OrganisationID, by cycle.User) error {
	return s.changeStyle(ctx, org, by, func(style *cycle.HouseStyle) error {
		style.Logo = nil
		return nil
	})
}

func (s *Service) changeStyle(ctx context.Context, org cycle.OrganisationID, by cycle.User, change func(*cycle.HouseStyle) error) error {
	return s.ChangeOrganisation(ctx, org, by, func(o cycle.Organisation) (cycle.Organisation, error) {
		return o, change(&o.Style)
	})
}

// dropLogo leaves the work of removing the picture that was the logo, when it is another one now.
func dropLogo(ctx context.Context, tx *store.Tx, before, after cycle.Organisation) error {
	was, is := before.Style.Logo, after.Style.Logo
	if was == nil || is != nil && is.Blob == was.Blob {
		return nil
	}
	payload, err := json.Marshal(SweepPayload{Blobs: []string{was.Blob}})
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, SweepJob, string(payload), tx.Now.Add(lingering))
}
