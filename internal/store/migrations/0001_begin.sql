-- The marks in braces are replaced by what each engine calls it; see dialect.go.
-- Every table of an organisation begins its keys with organisation_id, so that tables can be distributed by it.

create table installation (
    id bigint primary key,
    shelf bigint not null
);
insert into installation (id, shelf) values (1, 0);

create table organisation_head (
    organisation_id {text} primary key,
    seq bigint not null,
    line bigint not null,
    line_hash {text} not null,
    shelf bigint not null
);

create table organisation (
    organisation_id {text} primary key,
    slug {text} not null unique,
    body {json} not null,
    version bigint not null
);

create table edition (
    organisation_id {text} not null,
    id {text} not null,
    slug {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, id),
    unique (organisation_id, slug),
    foreign key (organisation_id) references organisation (organisation_id)
);

create table node (
    organisation_id {text} not null,
    id {text} not null,
    line {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, id)
) {clustered};
create unique index node_line on node (organisation_id, line) where line <> '';

create table placement (
    organisation_id {text} not null,
    edition_id {text} not null,
    node_id {text} not null,
    number {text} not null,
    position bigint not null,
    title {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, edition_id, node_id),
    foreign key (organisation_id, edition_id) references edition (organisation_id, id),
    foreign key (organisation_id, node_id) references node (organisation_id, id)
) {clustered};
create index placement_number on placement (organisation_id, edition_id, number);
create index placement_node on placement (organisation_id, node_id);

create table report (
    organisation_id {text} not null,
    id {text} not null,
    edition_id {text} not null,
    node_id {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, id),
    unique (organisation_id, edition_id, node_id),
    foreign key (organisation_id, edition_id, node_id) references placement (organisation_id, edition_id, node_id)
);

create table decision (
    organisation_id {text} not null,
    id {text} not null,
    slug {text} not null,
    reference {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, id),
    unique (organisation_id, slug)
) {clustered};
create unique index decision_reference on decision (organisation_id, reference) where reference <> '';

create table theme (
    organisation_id {text} not null,
    id {text} not null,
    slug {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, id),
    unique (organisation_id, slug)
);

create table theme_link (
    organisation_id {text} not null,
    theme_id {text} not null,
    node_id {text} not null,
    from_day {text} not null,
    body {json} not null,
    primary key (organisation_id, theme_id, node_id, from_day),
    foreign key (organisation_id, theme_id) references theme (organisation_id, id),
    foreign key (organisation_id, node_id) references node (organisation_id, id)
) {clustered};

create table place (
    organisation_id {text} not null,
    id {text} not null,
    slug {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, id),
    unique (organisation_id, slug)
);

create table place_link (
    organisation_id {text} not null,
    place_id {text} not null,
    node_id {text} not null,
    body {json} not null,
    primary key (organisation_id, place_id, node_id),
    foreign key (organisation_id, place_id) references place (organisation_id, id),
    foreign key (organisation_id, node_id) references node (organisation_id, id)
) {clustered};

create table holder (
    organisation_id {text} not null,
    id {text} not null,
    slug {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, id),
    unique (organisation_id, slug)
);

create table lineage (
    organisation_id {text} not null,
    id {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, id)
) {clustered};

create table money_line (
    organisation_id {text} not null,
    id {text} not null,
    edition_id {text} not null,
    node_id {text} not null,
    body {json} not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, edition_id, node_id) references placement (organisation_id, edition_id, node_id)
) {clustered};
create index money_line_edition on money_line (organisation_id, edition_id);

create table person (
    organisation_id {text} not null,
    number bigint not null,
    id {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, number),
    unique (organisation_id, id)
);

create table address (
    organisation_id {text} not null,
    edition_id {text} not null,
    node_id {text} not null,
    address {text} not null,
    primary key (organisation_id, edition_id, node_id),
    unique (organisation_id, edition_id, address),
    foreign key (organisation_id, edition_id) references edition (organisation_id, id),
    foreign key (organisation_id, node_id) references node (organisation_id, id)
) {clustered};

create table revision (
    organisation_id {text} not null,
    edition_id {text} not null,
    number bigint not null,
    shown boolean not null default false,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, edition_id, number),
    foreign key (organisation_id, edition_id) references edition (organisation_id, id)
);

-- The archive of the organisation itself has no edition ('') and revision 0; so there is no foreign key.
create table archive (
    organisation_id {text} not null,
    edition_id {text} not null,
    revision bigint not null,
    body {json} not null,
    primary key (organisation_id, edition_id, revision)
);

create table job (
    organisation_id {text} not null,
    id {text} not null,
    kind {text} not null,
    payload {json} not null,
    run_after {moment} not null,
    lease_until {moment},
    attempts bigint not null,
    error {text} not null,
    primary key (organisation_id, id)
);
create index job_due on job (run_after);

create table history (
    organisation_id {text} not null,
    line bigint not null,
    moment {moment} not null,
    user_number bigint not null,
    action {text} not null,
    kind {text} not null,
    object_id {text} not null,
    before_hash {text} not null,
    after_hash {text} not null,
    previous_hash {text} not null,
    hash {text} not null,
    primary key (organisation_id, line)
) {clustered};
