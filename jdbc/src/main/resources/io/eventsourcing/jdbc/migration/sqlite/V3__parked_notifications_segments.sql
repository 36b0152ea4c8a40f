-- What followers have put aside: notifications that failed, and those behind them of the same originator.
CREATE TABLE ${tables}parked_notifications (
    application_name text NOT NULL,
    leader_name text NOT NULL,
    notification_id bigint NOT NULL,
    originator_id char(32) NOT NULL,
    segment integer NOT NULL,
    error_class text,
    message text,
    attempts integer NOT NULL,
    parked_at text NOT NULL,
    PRIMARY KEY (application_name, leader_name, notification_id)
) WITHOUT ROWID;

-- How many segments a follower has, in each of their rows; and the process that moved it last.
ALTER TABLE ${tables}followers ADD COLUMN segments integer NOT NULL DEFAULT 1;
ALTER TABLE ${tables}followers ADD COLUMN node text;

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (3);
