-- What followers have put aside: notifications that failed, and those behind them of the same originator.
CREATE TABLE ${tables}parked_notifications (
    application_name varchar(255) NOT NULL,
    leader_name varchar(255) NOT NULL,
    notification_id bigint NOT NULL,
    originator_id uuid NOT NULL,
    segment integer NOT NULL,
    error_class longtext,
    message longtext,
    attempts integer NOT NULL,
    parked_at datetime(6) NOT NULL,
    PRIMARY KEY (application_name, leader_name, notification_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- How many segments a follower has, in each of their rows; and the process that moved it last.
ALTER TABLE ${tables}followers ADD COLUMN segments integer DEFAULT 1 NOT NULL;
ALTER TABLE ${tables}followers ADD COLUMN node varchar(255);

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (3);
