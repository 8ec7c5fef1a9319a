-- A file is sent in with a report or, since now, with the introduction of an edition. The owner is the id of either.

alter table upload rename to upload_before;
drop index upload_blob;
drop index upload_anywhere;
create table upload (
    organisation_id {text} not null,
    owner {text} not null,
    report_id {text},
    edition_id {text},
    blob {text} not null,
    used_as {text} not null,
    moment {moment} not null,
    body {json} not null,
    primary key (organisation_id, owner, blob),
    foreign key (organisation_id, report_id) references report (organisation_id, id),
    foreign key (organisation_id, edition_id) references edition (organisation_id, id)
);
insert into upload (organisation_id, owner, report_id, blob, used_as, moment, body)
    select organisation_id, report_id, report_id, blob, used_as, moment, body from upload_before;
drop table upload_before;
create index upload_blob on upload (organisation_id, blob);
create index upload_anywhere on upload (blob);
create index upload_edition on upload (organisation_id, edition_id);
