// Package public answers everybody: the pages of what was published, straight from their archives.
//
// It asks the database one number a second (the shelf's version) and nothing per request, but for the first one of an
// organisation after a start. What it shows is decided by a Shelf, a small value that says which organisations there are,
// which revision of each edition is shown, and in which archives its pages stand. A new Shelf takes the place of the old
// one in one step; of an organisation that did not change it keeps what was read.
//
//	/                                        the organisations
//	/<organisation>/...                      its own archive, or below an own host
//	/<organisation>/<edition>/...            the archive of the revision that is shown
//	/<organisation>/<edition>/revisie/<n>/   that of another revision
//	/<organisation>/huisstijl.css            outside the archives, so that old pages get it too
package public
