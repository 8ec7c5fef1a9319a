-- Who signs in. An account belongs to the installation; what it may do stands in person, by organisation.

create table account (
    id {text} primary key,
    address {text} not null,
    body {json} not null,
    version bigint not null
);
-- Who comes in through a provider has no address here: what a provider says of an address proves nothing.
create unique index account_address on account (address) where address <> '';

create table session (
    token_hash {text} primary key,
    account_id {text} not null,
    body {json} not null,
    seen {moment} not null,
    expires {moment} not null,
    foreign key (account_id) references account (id)
);
create index session_account on session (account_id);
create index session_expires on session (expires);

-- Whom a provider names. A provider belongs to one organisation, and so does what it says.
create table identity (
    organisation_id {text} not null,
    issuer {text} not null,
    subject {text} not null,
    account_id {text} not null,
    primary key (organisation_id, issuer, subject)
);

-- What is sent by mail to set a password once.
create table ticket (
    hash {text} primary key,
    account_id {text} not null,
    kind {text} not null,
    expires {moment} not null,
    foreign key (account_id) references account (id)
);
create index ticket_account on ticket (account_id);
