// Package testkit gives tests what is costly to make: a PostgreSQL, a browser,
// the files beside the checkout. Only tests import it.
//
// It imports no package of the program, so that every test can use it.
//
//	Postgres, PostgresFrom   a database of one's own on a real server
//	SQLiteOnly               true in `make check`, which stays quick
//	Browser                  a headless Chromium, with axe-core
//	databases.Each           an empty store on each engine; a package apart, because it knows the store
//	Logo, Picture            pictures to send in
//	Shared                   files that not every clone has; without them the test is left out, and that is said
//	SmallDisk                a disk that is soon full, also for who is not root (AmongOwnMounts)
//	RanOn                    which engine a test really ran on
//
// What is missing fails a test; only files beside the checkout may be left out.
package testkit
