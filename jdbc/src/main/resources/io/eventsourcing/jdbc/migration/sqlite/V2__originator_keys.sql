-- Keys of single originators, themselves encrypted. A forgotten one is a row without a key.
CREATE TABLE ${tables}originator_keys (
    application_name text NOT NULL,
    originator_id char(32) NOT NULL,
    wrapped_key blob,
    forgotten_at text,
    PRIMARY KEY (application_name, originator_id)
) WITHOUT ROWID;

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (2);
