CREATE TABLE registered_dog (
    id integer PRIMARY KEY,
    name varchar(255) NOT NULL,
    registered_at timestamp NOT NULL
);

CREATE TABLE counted_trick (
    id blob PRIMARY KEY,
    trick varchar(255) NOT NULL,
    count bigint NOT NULL
);

CREATE TABLE published_announcement (
    id blob PRIMARY KEY,
    text varchar(255) NOT NULL,
    counter_id blob NOT NULL,
    published_at timestamp NOT NULL
);
