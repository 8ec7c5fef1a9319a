-- What lists of the workplace ask of many rows at once, so that they need not read what is in them.

alter table placement add column parent {text} not null default '';
alter table comment add column is_open bigint not null default 0;
create index comment_open on comment (organisation_id, report_id, is_open);
alter table decision add column is_taken bigint not null default 0;
create index decision_taken on decision (organisation_id, is_taken);

-- All that a list shows of a report, so that the texts beside it are not passed over.
create index report_list on report (organisation_id, edition_id, node_id, stage, author, checker, due, started, version, id);

create index money_line_node on money_line (organisation_id, edition_id, node_id);
