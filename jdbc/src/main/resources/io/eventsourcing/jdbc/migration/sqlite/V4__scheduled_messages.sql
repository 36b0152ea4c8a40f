-- Messages that applications have scheduled to themselves, until they are delivered or cancelled.
CREATE TABLE ${tables}scheduled_messages (
    application_name text NOT NULL,
    message_id char(32) NOT NULL,
    due_at text NOT NULL,
    next_at text NOT NULL,
    attempts integer NOT NULL,
    topic text NOT NULL,
    state blob NOT NULL,
    metadata text,
    recorded_at text NOT NULL,
    PRIMARY KEY (application_name, message_id)
) WITHOUT ROWID;

-- What is due is looked for at every poll.
CREATE INDEX ${prefix}scheduled_messages_next_ix ON ${tables}scheduled_messages (application_name, next_at);

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (4);
