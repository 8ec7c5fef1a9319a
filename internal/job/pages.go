package job

import (
	"context"
	"errors"

	"doelenboom/internal/cycle"
	"doelenboom/internal/site"
)

// EditionPages gives, edition by edition, the pages that an organisation shows, as they are rendered now from what was
// frozen; nothing is taken over and nothing is kept. The pages may be rendered until write returns.
func (r *Runner) EditionPages(ctx context.Context, org cycle.OrganisationID, write func(slug string, pages func(site.PageWriter) error) error) error {
	s, err := r.readShelf(ctx, org, nil)
	if err != nil {
		return err
	}
	defer s.close()
	b := s.newBatch()
	for i, e := range b.editions {
		in, err := b.edition(i, len(e.revisions)-1)
		if err != nil {
			return err
		}
		err = write(e.Slug, func(w site.PageWriter) error {
			return site.RenderEdition(in, func(p site.Page) error { return errors.Join(ctx.Err(), w(p)) })
		})
		if err != nil {
			return err
		}
		b.shutBefore(i)
	}
	return nil
}
