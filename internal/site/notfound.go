package site

// notFoundPages is the page for who follows a link from a folder to something that is not in it; a server answers
// unknown addresses itself.
func (o *organisationPages) notFoundPages(write PageWriter) error {
	page, err := made("niet-gevonden/", notFoundShow(o.frame("niet-gevonden/", "Deze pagina is er niet")))
	if err != nil {
		return err
	}
	return write(page)
}
