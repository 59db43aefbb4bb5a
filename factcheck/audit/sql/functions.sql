-- The functions that write the history and the chain. `manage.py migrate` installs those that are new or other;
-- `manage.py verify_audit` compares what is installed with this file. A line of dashes ends each.
-- Those that write name where they look (`public` stands for the schema of the tables), so that no temporary table and no
-- other schema can take the place of the history.

-- What the history holds of a row: all of it, but digests for hidden columns, for values that look like digests, and,
-- unless `whole`, for values longer than 4,096 bytes. The salt of the row stands before a hidden value that is digested:
-- once the row has another salt, nobody can try out what an earlier digest was made from.
CREATE OR REPLACE FUNCTION audit_view(line jsonb, hidden text[], whole boolean, salt text) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT coalesce(jsonb_object_agg(key, CASE
        WHEN value <> 'null' AND key = ANY (hidden)
        THEN jsonb_build_object('sha256', encode(sha256(convert_to(salt || value::text, 'UTF8')), 'hex'))
        WHEN value <> 'null' AND (value ? 'sha256' OR NOT whole AND octet_length(value::text) > 4096)
        THEN jsonb_build_object('sha256', encode(sha256(convert_to(value::text, 'UTF8')), 'hex'))
        ELSE value END), '{}')
      FROM jsonb_each(line)
$$;
--------
-- The salt of a row: its hidden column of this name, where it has one.
CREATE OR REPLACE FUNCTION audit_salt(line jsonb, hidden text[]) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN 'salt' = ANY (hidden) THEN coalesce(line ->> 'salt', '') ELSE '' END
$$;
--------
-- After every change of a row. Arguments: the key's column, the hidden columns, and what a change amounts to where
-- the row comes into the audited part of its table or leaves it.
CREATE OR REPLACE FUNCTION audit_row() RETURNS trigger
LANGUAGE plpgsql SET search_path TO public, pg_temp
SET timezone TO 'UTC' SET plan_cache_mode TO 'force_generic_plan' AS $$
DECLARE
    hidden text[] := TG_ARGV[1];
    act text := coalesce(TG_ARGV[2], lower(TG_OP));
    statement text := current_query();
    said jsonb;
    was jsonb;
    new_row jsonb;
    was_key text;
    new_key text;
    was_salt text;
    new_salt text;
    who text;
    line text;
BEGIN
    IF act <> 'insert' THEN
        was := to_jsonb(OLD);
        was_key := was ->> TG_ARGV[0];
        was_salt := audit_salt(was, hidden);
    END IF;
    IF act <> 'delete' THEN
        new_row := to_jsonb(NEW);
        new_key := new_row ->> TG_ARGV[0];
        new_salt := audit_salt(new_row, hidden);
    END IF;
    IF act = 'update' AND was_key = new_key THEN
        SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, new_row -> o.key) INTO was, new_row
          FROM jsonb_each(was) o WHERE o.value IS DISTINCT FROM new_row -> o.key
            OR (was_salt <> new_salt AND o.key = ANY (hidden));  -- their digests are others now
        IF was IS NULL THEN
            RETURN NULL;  -- nothing changed
        END IF;
    END IF;
    IF starts_with(statement, '/*acting ') THEN
        said := substr(statement, 10, strpos(statement, '*/') - 10)::jsonb;
    ELSE
        said := nullif(current_setting('factcheck.acting', true), '')::jsonb;
    END IF;
    IF said ->> 'person' IS NULL THEN
        who := coalesce(nullif(said ->> 'who', ''), 'database role ' || session_user);
    ELSE
        who := '';
    END IF;
    IF act = 'update' AND was_key <> new_key THEN  -- another key is another row
        INSERT INTO audit_event (at, txid, person, who, why, "table", "row", action, before, after)
        VALUES (clock_timestamp(), pg_current_xact_id()::text::bigint, (said ->> 'person')::bigint, who,
                coalesce(said ->> 'why', ''), TG_TABLE_NAME, was_key, 'delete', audit_view(was, hidden, true, was_salt), NULL);
        act := 'insert';
        was := NULL;
    END IF;
    line := coalesce(was::text, '') || coalesce(new_row::text, '');
    IF hidden <> '{}' OR octet_length(line) > 4096 OR strpos(line, '"sha256"') > 0 THEN  -- else it would change nothing
        was := audit_view(was, hidden, true, was_salt);
        new_row := audit_view(new_row, hidden, false, new_salt);
    END IF;
    INSERT INTO audit_event (at, txid, person, who, why, "table", "row", action, before, after)
    VALUES (clock_timestamp(), pg_current_xact_id()::text::bigint, (said ->> 'person')::bigint, who,
            coalesce(said ->> 'why', ''), TG_TABLE_NAME, coalesce(new_key, was_key), act, was, new_row);
    RETURN NULL;
END $$;
--------
-- A text with its length, so that no two lists of texts read the same.
CREATE OR REPLACE FUNCTION audit_field(content text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(octet_length(content) || ':' || content, '-') || ','
$$;
--------
-- At commit, once for each event: the first one of the transaction asks for the chain. The chain is made one round
-- later, behind every other check of the commit, for the lock that it takes must be the last one taken: a foreign key
-- may have to wait for somebody who waits for the chain.
CREATE OR REPLACE FUNCTION audit_event_at_commit() RETURNS trigger
LANGUAGE plpgsql SET search_path TO public, pg_temp AS $$
BEGIN
    IF current_setting('audit.chaining', true) IS DISTINCT FROM 'asked'
       AND NOT EXISTS (SELECT 1 FROM audit_link WHERE event = NEW.id) THEN
        PERFORM set_config('audit.chaining', 'asked', true);
        INSERT INTO audit_pending (first) VALUES (NEW.id);
    END IF;
    RETURN NULL;
END $$;
--------
-- Links the events of this transaction to the chain, one transaction at a time. The lock lasts until the commit is
-- done, so that the next one sees these links.
CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger
LANGUAGE plpgsql SET search_path TO public, pg_temp
SET timezone TO 'UTC' SET plan_cache_mode TO 'force_generic_plan' SET enable_seqscan TO off AS $$
DECLARE
    form CONSTANT text := 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';
    event audit_event;
    place bigint;
    digest bytea;
    earlier bytea;
    moment timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(1633906543, 1);
    SELECT number, hash, at INTO place, digest, moment FROM audit_link ORDER BY number DESC LIMIT 1;
    IF NOT FOUND THEN
        place := 0;
        digest := decode(repeat('00', 32), 'hex');
    END IF;
    moment := greatest(moment, clock_timestamp());  -- never back, even where the clock goes
    FOR event IN
        SELECT e.* FROM audit_event e
         WHERE e.txid = pg_current_xact_id()::text::bigint AND e.id >= NEW.first
           AND NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.event = e.id)
         ORDER BY e.id
    LOOP
        place := place + 1;
        earlier := digest;
        digest := sha256(earlier || convert_to(
            audit_field(place::text) || audit_field(to_char(moment, form)) || audit_field(event.id::text)
            || audit_field(to_char(event.at, form)) || audit_field(event.txid::text)
            || audit_field(event.person::text) || audit_field(event.who) || audit_field(event.why)
            || audit_field(event."table") || audit_field(event."row") || audit_field(event.action)
            || audit_field(event.before::text) || audit_field(event.after::text), 'UTF8'));
        INSERT INTO audit_link (number, event, at, previous, hash) VALUES (place, event.id, moment, earlier, digest);
    END LOOP;
    DELETE FROM audit_pending WHERE id = NEW.id;
    PERFORM set_config('audit.chaining', '', true);
    RETURN NULL;
END $$;
--------
-- Whatever would change the history, or empty an audited table unseen.
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION '% is audited and cannot be truncated; delete its rows', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RAISE EXCEPTION '% is written by the database only, and never changed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
