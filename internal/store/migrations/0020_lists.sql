-- What lists of the workplace ask of many rows at once, so that they need not read what is in them.

alter table placement add column parent {text} not null default '';
alter table comment add column is_open bigint not null default 0;
