CREATE TABLE parcel (
    id uuid PRIMARY KEY,
    number varchar(40) NOT NULL,
    recipient varchar(200) NOT NULL,
    place varchar(200) NOT NULL
);
