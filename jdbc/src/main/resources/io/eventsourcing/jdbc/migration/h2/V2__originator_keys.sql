-- Keys of single originators, themselves encrypted. A forgotten one is a row without a key.
CREATE TABLE ${tables}originator_keys (
    application_name character varying NOT NULL,
    originator_id uuid NOT NULL,
    wrapped_key binary varying,
    forgotten_at timestamp(6) with time zone,
    CONSTRAINT ${prefix}originator_keys_pk PRIMARY KEY (application_name, originator_id)
);

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (2);
