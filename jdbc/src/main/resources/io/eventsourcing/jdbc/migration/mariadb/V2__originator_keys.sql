-- Keys of single originators, themselves encrypted. A forgotten one is a row without a key.
CREATE TABLE ${tables}originator_keys (
    application_name varchar(255) NOT NULL,
    originator_id uuid NOT NULL,
    wrapped_key longblob,
    forgotten_at datetime(6),
    PRIMARY KEY (application_name, originator_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (2);
