PRAGMA application_id = 1937012068;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE events (
  id TEXT PRIMARY KEY, device TEXT NOT NULL, card TEXT NOT NULL, at INTEGER NOT NULL, study_day INTEGER NOT NULL,
  kind TEXT NOT NULL, rating INTEGER, duration_ms INTEGER, mode TEXT, interval INTEGER, missed TEXT, target TEXT
, text TEXT) WITHOUT ROWID;
INSERT INTO "events" VALUES('0192bbd2b000-aaaa0002','aaaa0002','dropout',1729728000000,20020,'review',3,5200,'quiz',6,'[[0,"屏蔽神经元"]]',NULL,NULL);
INSERT INTO "events" VALUES('0192bbd2b001-aaaa0002','aaaa0002','dropout/reverse',1729728000001,20020,'review',2,NULL,'quiz',-360,NULL,NULL,NULL);
INSERT INTO "events" VALUES('0192bbd2b002-aaaa0002','aaaa0002','dropout/reverse',1729728000002,20020,'review',1,NULL,'quiz',-60,NULL,NULL,NULL);
INSERT INTO "events" VALUES('0192bbd2b003-aaaa0002','aaaa0002','dropout/reverse',1729728000003,20020,'undo',NULL,NULL,NULL,NULL,NULL,'0192bbd2b002-aaaa0002',NULL);
INSERT INTO "events" VALUES('0192c0f90c00-aaaa0002','aaaa0002','relu',1729814400000,20021,'remark',NULL,NULL,NULL,NULL,NULL,NULL,'too long a question');
INSERT INTO "events" VALUES('0192c0f90c01-aaaa0002','aaaa0002','relu',1729814400001,20021,'review',4,NULL,'rate',9,NULL,NULL,NULL);
INSERT INTO "events" VALUES('0192c61f6801-aaaa0002','aaaa0002','relu',1729900800001,20022,'reschedule',NULL,NULL,NULL,11,NULL,NULL,NULL);
INSERT INTO "events" VALUES('0192c61f6802-aaaa0002','aaaa0002','gone.deck/c1',1729900800002,20022,'reset',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "facts" VALUES('fold','1 0.212 1.2931 2.3065 8.2956 6.4133 0.8334 3.0194 0.001 1.8722 0.1666 0.796 1.4835 0.0614 0.2629 1.6483 0.6014 1.8729 0.5425 0.0912 0.0658 0.1542');
CREATE TABLE migrations (name TEXT PRIMARY KEY);
INSERT INTO "migrations" VALUES('events and progress');
INSERT INTO "migrations" VALUES('texts of events, facts about the file');
CREATE TABLE progress (
  card TEXT PRIMARY KEY, state INTEGER NOT NULL, step INTEGER NOT NULL, stability REAL, difficulty REAL, due INTEGER,
  interval INTEGER NOT NULL, reps INTEGER NOT NULL, lapses INTEGER NOT NULL, day INTEGER, at INTEGER,
  suspended INTEGER NOT NULL, buried_on INTEGER, flagged INTEGER NOT NULL, missed TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "progress" VALUES('dropout',2,0,2.3065,2.11810397045901588342e+00,20026,6,1,0,20020,1729728000000,0,NULL,0,'[[0,"屏蔽神经元"]]');
INSERT INTO "progress" VALUES('dropout/reverse',1,0,1.2931,5.11217070560105568688e+00,1729728360001,-360,1,0,20020,1729728000001,0,NULL,0,'');
INSERT INTO "progress" VALUES('gone.deck/c1',0,0,NULL,NULL,NULL,0,0,0,NULL,NULL,0,NULL,0,'');
INSERT INTO "progress" VALUES('relu',2,0,8.2956,1.0,20032,11,1,0,20021,1729814400001,0,NULL,0,'');
CREATE INDEX events_card ON events (card, at, id);
CREATE INDEX events_device ON events (device, id);
CREATE INDEX events_day ON events (study_day, card);
CREATE INDEX events_target ON events (target) WHERE target IS NOT NULL;
CREATE TRIGGER events_keep_all BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
CREATE TRIGGER events_keep_each BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_once BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = new.id)
  BEGIN SELECT RAISE(IGNORE); END;
CREATE INDEX progress_due ON progress (state, due);
COMMIT;
