-- Up to which notification a follower that was moved back handles again what it has handled before.
ALTER TABLE ${tables}followers ADD COLUMN replay_until bigint DEFAULT 0 NOT NULL;

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (5);
