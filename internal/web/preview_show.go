package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"doelenboom/internal/cycle"
)

// showPreview answers with a page of the site as it would be. Its links are relative, so they lead to other pages of the
// preview.
func (s *Workplace) showPreview(w http.ResponseWriter, r *http.Request, v roundVisit) error {
	if err := v.must(cycle.MayRead, v.everywhere()); err != nil {
		return err
	}
	if s.Preview == nil {
		return cycle.ErrNotFound
	}
	path := r.PathValue("pad")
	kind, body, err := s.Preview(r.Context(), v.Org.ID, v.Edition.ID, path)
	if errors.Is(err, cycle.ErrNotFound) && path != "" && !strings.HasSuffix(path, "/") {
		if _, _, err := s.Preview(r.Context(), v.Org.ID, v.Edition.ID, path+"/"); err == nil {
			http.Redirect(w, r, r.URL.Path+"/", http.StatusSeeOther)
			return nil
		}
	}
	if err != nil {
		return err
	}
	if strings.Contains(path, "/bestanden/") {
		handedOn(w.Header(), strings.HasPrefix(kind, "image/"), "")
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Header().Set("X-Robots-Tag", "noindex")
	w.Write(body)
	return nil
}

// preview is the address of the edition in its own preview.
func (v roundVisit) preview() string { return v.address() + "voorbeeld/" + v.Edition.Slug + "/" }
