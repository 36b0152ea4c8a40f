-- Messages that applications have scheduled to themselves, until they are delivered or cancelled.
CREATE TABLE ${tables}scheduled_messages (
    application_name text NOT NULL,
    message_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone NOT NULL,
    attempts integer NOT NULL,
    topic text NOT NULL,
    state bytea NOT NULL,
    metadata text,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT ${prefix}scheduled_messages_pk PRIMARY KEY (application_name, message_id)
);

-- What is due is looked for at every poll.
CREATE INDEX ${prefix}scheduled_messages_next_ix ON ${tables}scheduled_messages (application_name, next_at);

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (4);
