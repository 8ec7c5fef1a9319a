-- Whether any person of an organisation changed is asked with every page of the workplace; this answers without reading them.
create index person_version on person (organisation_id, version);
