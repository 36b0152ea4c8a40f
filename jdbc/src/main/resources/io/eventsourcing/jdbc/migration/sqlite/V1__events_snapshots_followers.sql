-- Originators are 32 hexadecimal digits; times are UTC, with six digits after the second.
-- Which migrations have been run, by whatever tool. Every migration ends by adding its number.
CREATE TABLE ${tables}eventsourcing_schema (
    version integer PRIMARY KEY
);

-- The id is the notification id. AUTOINCREMENT never gives an id again that anybody could have seen.
CREATE TABLE ${tables}stored_events (
    id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    application_name text NOT NULL,
    originator_id char(32) NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state blob NOT NULL,
    originator_topic text,
    metadata text,
    recorded_at text NOT NULL
);

CREATE UNIQUE INDEX ${prefix}stored_events_originator_uk
    ON ${tables}stored_events (application_name, originator_id, originator_version);

-- What followers read by: each entry of an index ends with the id.
CREATE INDEX ${prefix}stored_events_notification_ix ON ${tables}stored_events (application_name);

CREATE INDEX ${prefix}stored_events_originator_topic_ix
    ON ${tables}stored_events (application_name, originator_topic)
    WHERE originator_topic IS NOT NULL;

CREATE TABLE ${tables}snapshots (
    id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    application_name text NOT NULL,
    originator_id char(32) NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state blob NOT NULL,
    originator_topic text,
    metadata text,
    recorded_at text NOT NULL
);

CREATE UNIQUE INDEX ${prefix}snapshots_originator_uk
    ON ${tables}snapshots (application_name, originator_id, originator_version);

CREATE TABLE ${tables}followers (
    application_name text NOT NULL,
    leader_name text NOT NULL,
    segment integer NOT NULL,
    position bigint NOT NULL,
    event_id text,
    state text NOT NULL,
    last_error text,
    changed_at text NOT NULL,
    PRIMARY KEY (application_name, leader_name, segment)
) WITHOUT ROWID;

CREATE VIEW ${tables}stored_events_as_text AS
    SELECT id, application_name, originator_id, originator_version, topic,
           CASE WHEN substr(state, 1, 1) = x'7B' AND json_valid(CAST(state AS text)) THEN CAST(state AS text) END AS state,
           originator_topic, metadata, recorded_at
    FROM ${tables}stored_events;

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (1);
