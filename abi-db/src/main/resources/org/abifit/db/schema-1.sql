-- What a loader reads of an ELF file, stored once however many trees hold it. The columns beside `facts` are for people with sqlite3.
CREATE TABLE object (
  id      INTEGER PRIMARY KEY,
  digest  BLOB    NOT NULL UNIQUE,   -- SHA-256 of facts
  crc     INTEGER NOT NULL,          -- CRC-32C of facts, checked whenever they are read
  soname  TEXT,                      -- DT_SONAME, a byte string
  machine INTEGER NOT NULL,          -- e_machine
  class   INTEGER NOT NULL,          -- 1: 32 bit, 2: 64 bit
  size    INTEGER NOT NULL,          -- of the file, in bytes
  facts   BLOB    NOT NULL
);

-- A whole root; it refers to objects by digest. A rescan that finds the same gets the same row.
CREATE TABLE tree (
  id     INTEGER PRIMARY KEY,
  digest BLOB    NOT NULL UNIQUE,    -- SHA-256 of body: the fingerprint of its snapshots
  crc    INTEGER NOT NULL,           -- CRC-32C of body, checked whenever it is read
  body   BLOB    NOT NULL
);

-- The last generation given out for a name; it stays when snapshots go, so that NAME@N never changes its meaning.
CREATE TABLE series (
  name TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE snapshot (
  id           INTEGER PRIMARY KEY,
  name         TEXT    NOT NULL,
  generation   INTEGER NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind IN ('host', 'image')),
  scanned_at   INTEGER,              -- milliseconds since 1970; null: imported
  tool_version TEXT,                 -- null: imported
  root_path    TEXT,                 -- a byte string; null: imported
  tree         INTEGER NOT NULL REFERENCES tree(id),
  entries      INTEGER NOT NULL,
  files        INTEGER NOT NULL,
  elf          INTEGER NOT NULL,
  objects      INTEGER NOT NULL,
  problem_count INTEGER NOT NULL,
  problems     BLOB    NOT NULL,
  UNIQUE (name, generation)
);
CREATE INDEX snapshot_tree ON snapshot(tree);

CREATE TABLE label (
  snapshot INTEGER NOT NULL REFERENCES snapshot(id) ON DELETE CASCADE,
  name     TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  PRIMARY KEY (snapshot, name)
) WITHOUT ROWID;

-- By what a rescan of the same disk knows files again; kept for the newest scan of a name only.
CREATE TABLE identity (
  snapshot INTEGER PRIMARY KEY REFERENCES snapshot(id) ON DELETE CASCADE,
  body     BLOB NOT NULL
);
