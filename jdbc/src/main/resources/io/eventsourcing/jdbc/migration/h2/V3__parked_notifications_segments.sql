-- What followers have put aside: notifications that failed, and those behind them of the same originator.
CREATE TABLE ${tables}parked_notifications (
    application_name character varying NOT NULL,
    leader_name character varying NOT NULL,
    notification_id bigint NOT NULL,
    originator_id uuid NOT NULL,
    segment integer NOT NULL,
    error_class character varying,
    message character varying,
    attempts integer NOT NULL,
    parked_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT ${prefix}parked_notifications_pk PRIMARY KEY (application_name, leader_name, notification_id)
);

-- How many segments a follower has, in each of their rows; and the process that moved it last.
ALTER TABLE ${tables}followers ADD COLUMN segments integer DEFAULT 1 NOT NULL;
ALTER TABLE ${tables}followers ADD COLUMN node character varying;

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (3);
