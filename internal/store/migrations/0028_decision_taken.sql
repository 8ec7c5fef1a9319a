-- Only the decisions that were taken are asked for by that; an import names a thousand others.
drop index decision_taken;
create index decision_taken on decision (organisation_id, is_taken) where is_taken = 1;
