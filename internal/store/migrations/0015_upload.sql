-- Files that were sent in with a report: a row for each report that has the file. The bytes are a blob, named in the body
-- too; that of evidence which nobody outside sees is one like the others.

create table upload (
    organisation_id {text} not null,
    report_id {text} not null,
    blob {text} not null,
    used_as {text} not null,
    moment {moment} not null,
    body {json} not null,
    primary key (organisation_id, report_id, blob),
    foreign key (organisation_id, report_id) references report (organisation_id, id)
);
create index upload_blob on upload (organisation_id, blob);
create index upload_anywhere on upload (blob);
