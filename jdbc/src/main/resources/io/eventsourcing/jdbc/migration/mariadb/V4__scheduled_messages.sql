-- Messages that applications have scheduled to themselves, until they are delivered or cancelled.
CREATE TABLE ${tables}scheduled_messages (
    application_name varchar(255) NOT NULL,
    message_id uuid NOT NULL,
    due_at datetime(6) NOT NULL,
    next_at datetime(6) NOT NULL,
    attempts integer NOT NULL,
    topic text NOT NULL,
    state longblob NOT NULL,
    metadata longtext,
    recorded_at datetime(6) NOT NULL,
    PRIMARY KEY (application_name, message_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- What is due is looked for at every poll.
CREATE INDEX ${prefix}scheduled_messages_next_ix ON ${tables}scheduled_messages (application_name, next_at);

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (4);
