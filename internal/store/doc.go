// Package store keeps what an installation knows, in SQLite or in PostgreSQL, from one text of SQL. It is the only
// package that contains SQL; what the engines do not share has a name in dialect.go.
//
// # The tables
//
// Every table of an organisation has organisation_id as the first column of each key. An object is one row: its keys,
// the columns it is looked up by, its body (canonical JSON, the bytes that are hashed) and its version.
//
//	organisation_head  seq, line and line_hash of the history, shelf; every write begins by updating it
//	organisation       slug                             edition    id, slug
//	node               id, line                         placement  edition_id + node_id, number, position, title
//	report             id, edition_id, node_id          decision   id, slug, reference
//	theme              id, slug                         theme_link theme_id + node_id + from_day
//	place              id, slug                         place_link place_id + node_id
//	holder             id, slug                         lineage    id
//	money_line         id, edition_id, node_id; added   person     number, id (a cycle.User)
//	address            edition_id + node_id, address; given out once
//	revision           edition_id + number, shown       archive    edition_id + revision; derived
//	job                id, kind, payload, run_after, lease_until, attempts, error
//	tree_plan          what is planned for the tree of an edition, until it is applied
//	history            line, moment, user_number, action, kind, object_id, before, after, previous and own hash
//	identity           issuer + subject, account_id; whom the provider of an organisation names
//	account            id, address                      session    token_hash, account_id, seen, expires
//	ticket             hash, account_id, kind, expires  (these three belong to the installation)
//	installation       shelf: one number for all organisations; servers ask for it once a second
//
// # Reading and writing
//
//	Open, Migrate, SchemaOf, Schema; db.Upgraded, SchemaVersion, Engine, NewID, Close
//	db.Organisations, OrganisationBySlug, TakeJob, FailJob, RenewJob, VerifyHistory
//	db.Read(org) Reader          questions, each one query
//	db.Snapshot(ctx, org, f)     the same questions, all answered as of one moment
//	db.Write(ctx, org, f)        one transaction; f gets a Tx, which also is a Reader
//	db.Create(ctx, org, f)       the same for an organisation that is new
//	db.Sessions()                who signs in: accounts, sessions, identities, tickets; the only writer package auth has
//	db.Published()               what everybody may see: ShelfVersion, Organisations
//	db.Dump(ctx, f)              all rows of all organisations as of one moment, for a back-up; see tables.go
//	OpenTarget, Target.Load      and back into an empty database
//
//	Reader  Organisation · Editions Edition EditionBySlug · Nodes Node · Placements Placement
//	        PlacementByNumber OtherEditions TreePlan · Reports Report ReportOf Touched · Decisions Decision DecisionByReference ·
//	        Themes ThemeLinks · Places PlaceLinks · Holders · Lineages · MoneyLines · Users User UserByID UserByAccount · Addresses ·
//	        Revisions AllRevisions Revision · Archives Archive · Jobs · Head HistoryLines HistoryHashes ·
//	        Seen Notices Reminders UnsentLetters · CountEarlier EditionComments CountLetters CountSeen
//	Tx      Now NewID · SaveOrganisation SaveEdition SaveNode(s) RemoveNode SavePlacements
//	        RemovePlacement SaveTreePlan SaveReport(s) RemoveReport RemoveLineage SaveDecision(s)
//	        SaveTheme AddThemeLinks RemoveThemeLink SavePlace AddPlaceLinks RemovePlaceLink SaveHolder SaveLineage
//	        AddMoneyLine(s) SaveUser · AccountFor AccountOf EndSessions · GiveAddresses · SaveRevision ShowRevision SetArchive RemoveArchive BumpShelf ·
//	        Enqueue FinishJob Hasten · Record RecordMany Head
//
// An object with version 0 is inserted; another is updated when its version is still the stored one, else the answer
// is cycle.ErrConflict. Saving does not change the caller's value: who saves an object twice in one change reads it
// again in between. What is not there is cycle.ErrNotFound. What the surroundings do is ErrDiskFull, ErrReadOnly,
// ErrUnavailable, ErrDamaged, ErrSchemaOld, ErrSchemaNewer.
//
// # The history
//
// One chain per organisation, in the transaction of the change: save, then Record. A line holds the hash of the object
// before and after, and the hash of the line before it. VerifyHistory recomputes all of it.
package store
