-- What a report said before it was changed. The history holds the hash of it; here stand the words.

create table earlier_report (
    organisation_id {text} not null,
    report_id {text} not null,
    hash {text} not null,
    body {json} not null,
    primary key (organisation_id, report_id, hash),
    foreign key (organisation_id, report_id) references report (organisation_id, id)
) {clustered};

create index history_object on history (organisation_id, kind, object_id);
