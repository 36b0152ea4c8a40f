-- Messages that applications have scheduled to themselves, until they are delivered or cancelled.
CREATE TABLE ${tables}scheduled_messages (
    application_name character varying NOT NULL,
    message_id uuid NOT NULL,
    due_at timestamp(6) with time zone NOT NULL,
    next_at timestamp(6) with time zone NOT NULL,
    attempts integer NOT NULL,
    topic character varying NOT NULL,
    state binary varying NOT NULL,
    metadata character varying,
    recorded_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT ${prefix}scheduled_messages_pk PRIMARY KEY (application_name, message_id)
);

-- What is due is looked for at every poll.
CREATE INDEX ${prefix}scheduled_messages_next_ix ON ${tables}scheduled_messages (application_name, next_at);

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (4);
