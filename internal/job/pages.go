package job

import (
	"context"
	"errors"

	"doelenboom/internal/cycle"
	"doelenboom/internal/site"
)

// Pages gives every page that the organisation shows, as it is rendered now from what was frozen, with the address of
// its archive below the organisation: "" is the organisation's own. Nothing is taken over and nothing is kept.
func (r *Runner) Pages(ctx context.Context, org cycle.OrganisationID, write func(below string, p site.Page) error) error {
	s, err := r.readShelf(ctx, org, nil)
	if err != nil {
		return err
	}
	defer s.close()
	b, err := s.newBatch()
	if err != nil {
		return err
	}
	to := func(below string) site.PageWriter {
		return func(p site.Page) error { return errors.Join(ctx.Err(), write(below, p)) }
	}
	for i, e := range b.editions {
		in, err := b.edition(i, len(e.revisions)-1)
		if err != nil {
			return err
		}
		if err := site.RenderEdition(in, to(e.Slug+"/")); err != nil {
			return err
		}
		b.forgetBefore(i - 1) // of the edition right before, the last pages may still be rendering
	}
	in, err := b.over()
	if err != nil {
		return err
	}
	return site.RenderOrganisation(in, to(""))
}
