package job

import (
	"context"
	"errors"

	"doelenboom/internal/cycle"
	"doelenboom/internal/site"
)

// EditionPages gives every page of the editions that an organisation shows, as it is rendered now from what was frozen,
// with the slug of its edition. Nothing is taken over and nothing is kept.
func (r *Runner) EditionPages(ctx context.Context, org cycle.OrganisationID, write func(edition string, p site.Page) error) error {
	s, err := r.readShelf(ctx, org, nil)
	if err != nil {
		return err
	}
	defer s.close()
	b, err := s.newBatch()
	if err != nil {
		return err
	}
	for i, e := range b.editions {
		in, err := b.edition(i, len(e.revisions)-1)
		if err != nil {
			return err
		}
		err = site.RenderEdition(in, func(p site.Page) error { return errors.Join(ctx.Err(), write(e.Slug, p)) })
		if err != nil {
			return err
		}
		b.forgetBefore(i - 1) // of the edition right before, the last pages may still be rendering
	}
	return nil
}
