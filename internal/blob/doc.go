// Package blob keeps files that never change, each under the SHA-256 of its bytes: packs of frozen parts, archives of
// rendered pages, pictures.
//
//	<dir>/ab/ab12…   a blob
//	<dir>/new/…      a blob that is being written; it gets its name when all of it is on the disk
//
// What has its name is whole and survives a power cut. Several processes may share the folder.
package blob
