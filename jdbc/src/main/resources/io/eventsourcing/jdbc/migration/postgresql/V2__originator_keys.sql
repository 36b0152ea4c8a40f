-- Keys of single originators, themselves encrypted. A forgotten one is a row without a key.
CREATE TABLE ${tables}originator_keys (
    application_name text NOT NULL,
    originator_id uuid NOT NULL,
    wrapped_key bytea,
    forgotten_at timestamp with time zone,
    CONSTRAINT ${prefix}originator_keys_pk PRIMARY KEY (application_name, originator_id)
);

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (2);
