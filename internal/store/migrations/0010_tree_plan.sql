-- What somebody plans to change in the tree of an edition, until it is applied.
create table tree_plan (
    organisation_id {text} not null,
    edition_id {text} not null,
    body {json} not null,
    version bigint not null,
    primary key (organisation_id, edition_id),
    foreign key (organisation_id, edition_id) references edition (organisation_id, id)
);
