-- Plans that were saved to be judged again when their host changes. The host is called as its user calls it, without a generation.
CREATE TABLE plans (
  name     TEXT    NOT NULL,
  host     TEXT    NOT NULL,
  image    TEXT    NOT NULL,
  saved_at INTEGER NOT NULL,         -- milliseconds since 1970
  crc      INTEGER NOT NULL,         -- CRC-32C of body, checked whenever it is read
  body     BLOB    NOT NULL,         -- the neutral plan: JSON in UTF-8
  PRIMARY KEY (name, host)
) WITHOUT ROWID;
