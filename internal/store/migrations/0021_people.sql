-- People: when they were last here, what they are told by mail, and what could not be sent.

create table last_seen (
    organisation_id {text} not null,
    user_number bigint not null,
    day {text} not null,
    primary key (organisation_id, user_number)
);

-- Who was reminded of what, so that nobody is reminded of the same twice.
create table reminder (
    organisation_id {text} not null,
    report_id {text} not null,
    user_number bigint not null,
    occasion {text} not null,
    moment {moment} not null,
    primary key (organisation_id, report_id, user_number, occasion)
);

-- What somebody is to be told of, several in one letter.
create table notice (
    organisation_id {text} not null,
    id {text} not null,
    user_number bigint not null,
    report_id {text} not null,
    what {text} not null,
    moment {moment} not null,
    told {moment},
    primary key (organisation_id, id)
);
create index notice_user on notice (organisation_id, user_number);

-- Letters that were given up.
create table unsent_letter (
    organisation_id {text} not null,
    id {text} not null,
    account_id {text} not null,
    kind {text} not null,
    queued {moment} not null,
    given_up {moment} not null,
    error {text} not null,
    primary key (organisation_id, id)
);
