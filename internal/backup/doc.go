// Package backup writes the whole installation into one file while others work on, and puts such a file back into an
// empty installation, on either database.
//
// The file is an ordinary ZIP:
//
//	backup.json          format, schema, program, moment, engine, and where each history stands
//	rijen/<table>.jsonl  the rows of a table, all tables as of one moment; see store.Dump
//	blobs/<sha256>       the files that rows name, as they are
//	manifest.sha256      the hashes of all of these, as sha256sum writes and checks them
//
// What is derived (the pages) is not in it and is made again afterwards. Nothing is read but rows and the files that
// they name: no key file, and nothing else that lies in the data folder.
package backup
