package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"doelenboom/internal/cycle"
)

// Uploads are the rows of one file, one for each report or edition that has it.
func (r Reader) Uploads(ctx context.Context, blob string) ([]cycle.Upload, error) {
	return r.uploads(ctx, `
		select body, used_as, moment from upload where organisation_id = $1 and blob = $2 order by owner`, blob)
}

// UploadsOf are the files that a report or an edition has, by its id.
func (r Reader) UploadsOf(ctx context.Context, owner cycle.OwnerID) ([]cycle.Upload, error) {
	return r.uploads(ctx, `
		select body, used_as, moment from upload where organisation_id = $1 and owner = $2 order by blob`, owner)
}

// EditionUploads are the files that an edition and its reports have, those of one owner together.
func (r Reader) EditionUploads(ctx context.Context, edition cycle.EditionID) ([]cycle.Upload, error) {
	return r.uploads(ctx, `
		select u.body, u.used_as, u.moment
		from upload u left join report r on r.organisation_id = u.organisation_id and r.id = u.report_id
		where u.organisation_id = $1 and (r.edition_id = $2 or u.edition_id = $2)
		order by u.owner, u.blob`, edition)
}

func (r Reader) uploads(ctx context.Context, query string, args ...any) ([]cycle.Upload, error) {
	rows, err := r.q.QueryContext(ctx, query, append([]any{r.org}, args...)...)
	if err != nil {
		return nil, describe(err, "read uploads")
	}
	return scanUploads(rows)
}

func scanUploads(rows *sql.Rows) ([]cycle.Upload, error) {
	defer rows.Close()
	var all []cycle.Upload
	for rows.Next() {
		var body []byte
		var u cycle.Upload
		if err := rows.Scan(&body, &u.Use, &u.Moment); err != nil {
			return nil, describe(err, "read uploads")
		}
		if err := json.Unmarshal(body, &u); err != nil {
			return nil, Unreadable{"upload", err}
		}
		u.Moment = u.Moment.UTC()
		all = append(all, u)
	}
	return all, describe(rows.Err(), "read uploads")
}

// SaveUpload notes that a report or an edition has a file. When it had it already only the moment is new.
func (tx *Tx) SaveUpload(ctx context.Context, u cycle.Upload) error {
	if u.Use == "" {
		u.Use = cycle.UploadLoose
	}
	body, err := canonical(u)
	if err != nil {
		return tx.failed(err, "save an upload")
	}
	_, err = tx.exec(ctx, "save an upload", `
		insert into upload (organisation_id, owner, report_id, edition_id, blob, used_as, moment, body)
		values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict (organisation_id, owner, blob) do update set moment = excluded.moment`,
		string(u.Owner()), orNull(string(u.Report)), orNull(string(u.Edition)), u.Blob, string(u.Use), tx.Now, body.text)
	return err
}

// orNull is the id of a row that is pointed at, or nothing.
func orNull(id string) sql.NullString { return sql.NullString{String: id, Valid: id != ""} }

// NameUploads says which of its files a report or an edition names as it is saved. One that it does not name any more is
// loose from now on; one that was frozen stays frozen.
func (tx *Tx) NameUploads(ctx context.Context, owner cycle.OwnerID, blobs []string) error {
	all, err := tx.UploadsOf(ctx, owner)
	if err != nil {
		return err
	}
	for _, u := range all {
		use := cycle.UploadLoose
		if slices.Contains(blobs, u.Blob) {
			use = cycle.UploadNamed
		}
		if u.Use == use || u.Use == cycle.UploadFrozen {
			continue
		}
		if err := tx.useUpload(ctx, u, use); err != nil {
			return err
		}
	}
	return nil
}

// FreezeUploads keeps files for as long as the publication they are in.
func (tx *Tx) FreezeUploads(ctx context.Context, uploads []cycle.Upload) error {
	for _, u := range uploads {
		if u.Use == cycle.UploadFrozen {
			continue
		}
		if err := tx.useUpload(ctx, u, cycle.UploadFrozen); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) useUpload(ctx context.Context, u cycle.Upload, use cycle.UploadUse) error {
	_, err := tx.exec(ctx, "use an upload", `
		update upload set used_as = $4, moment = $5 where organisation_id = $1 and owner = $2 and blob = $3`,
		string(u.Owner()), u.Blob, string(use), tx.Now)
	return err
}

// RemoveUpload takes a file from what has it. Its bytes are removed by whoever sweeps.
func (tx *Tx) RemoveUpload(ctx context.Context, u cycle.Upload) error {
	_, err := tx.exec(ctx, "remove an upload",
		`delete from upload where organisation_id = $1 and owner = $2 and blob = $3`, string(u.Owner()), u.Blob)
	return err
}

// StaleUploads are files that nothing names since a moment.
func (tx *Tx) StaleUploads(ctx context.Context, since time.Time) ([]cycle.Upload, error) {
	return tx.uploads(ctx, `
		select body, used_as, moment from upload
		where organisation_id = $1 and used_as = $2 and moment < $3
		order by owner, blob`, string(cycle.UploadLoose), since.UTC())
}
