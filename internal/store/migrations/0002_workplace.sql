-- The workplace: who signs in as whom, what is being typed, and what is said about it.

alter table person add column account_id {text} not null default '';
create index person_account on person (account_id);

-- What lists of the workplace show of a report, so that they need not read the texts.
alter table report add column stage {text} not null default '';
alter table report add column author bigint not null default 0;
alter table report add column checker bigint not null default 0;
alter table report add column due {text} not null default '';
alter table report add column started bigint not null default 0;

-- What somebody is typing. It is no part of the history: the line is written when it becomes the report.
create table draft (
    organisation_id {text} not null,
    report_id {text} not null,
    user_number bigint not null,
    body {json} not null,
    seen bigint not null,
    saved {moment} not null,
    version bigint not null,
    primary key (organisation_id, report_id, user_number),
    foreign key (organisation_id, report_id) references report (organisation_id, id)
);

create table comment (
    organisation_id {text} not null,
    id {text} not null,
    report_id {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, report_id) references report (organisation_id, id)
);
create index comment_report on comment (organisation_id, report_id);
