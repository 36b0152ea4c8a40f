-- Texts are compared byte by byte, with their spaces at the end. Times are UTC, whatever the time zone of the session.
-- Which migrations have been run, by whatever tool. Every migration ends by adding its number.
CREATE TABLE ${tables}eventsourcing_schema (
    version integer PRIMARY KEY
) ENGINE = InnoDB;

-- The keys of originators begin with the originator, so that the error of a taken one, which is cut off, names it.
-- The id is the notification id. Rows whose application name is empty mark ids that were rolled back.
CREATE TABLE ${tables}stored_events (
    id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    application_name varchar(255) NOT NULL,
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state longblob NOT NULL,
    originator_topic varchar(255),
    metadata longtext,
    recorded_at datetime(6) NOT NULL,
    CONSTRAINT ${prefix}stored_events_originator_uk UNIQUE (originator_id, originator_version, application_name),
    INDEX ${prefix}stored_events_notification_ix (application_name, id),
    INDEX ${prefix}stored_events_originator_topic_ix (application_name, originator_topic, id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE ${tables}snapshots (
    id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    application_name varchar(255) NOT NULL,
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL,
    topic text NOT NULL,
    state longblob NOT NULL,
    originator_topic varchar(255),
    metadata longtext,
    recorded_at datetime(6) NOT NULL,
    CONSTRAINT ${prefix}snapshots_originator_uk UNIQUE (originator_id, originator_version, application_name)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE ${tables}followers (
    application_name varchar(255) NOT NULL,
    leader_name varchar(255) NOT NULL,
    segment integer NOT NULL,
    position bigint NOT NULL,
    event_id varchar(255),
    state varchar(255) NOT NULL,
    last_error longtext,
    changed_at datetime(6) NOT NULL,
    PRIMARY KEY (application_name, leader_name, segment)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE VIEW ${tables}stored_events_as_text AS
    SELECT id, application_name, originator_id, originator_version, topic,
           CASE WHEN left(state, 1) = '{' AND JSON_VALID(CONVERT(state USING utf8mb4)) THEN CONVERT(state USING utf8mb4) END AS state,
           originator_topic, metadata, recorded_at
    FROM ${tables}stored_events
    WHERE application_name <> '';

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (1);
