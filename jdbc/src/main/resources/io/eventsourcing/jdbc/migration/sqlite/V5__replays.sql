-- Up to which notification a follower that was moved back handles again what it has handled before.
ALTER TABLE ${tables}followers ADD COLUMN replay_until bigint NOT NULL DEFAULT 0;

INSERT INTO ${tables}eventsourcing_schema (version) VALUES (5);
