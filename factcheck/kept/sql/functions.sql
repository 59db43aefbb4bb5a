-- How a change finds the pages that show it. `manage.py migrate` installs what is new or other here. A line of dashes
-- ends each function.

-- A page depends on keys, and a change touches keys. A key is a hash of one of these texts:
--   TABLE.COLUMN=VALUE  rows with this value         TABLE.COLUMN!  rows with a value there
--   TABLE.COLUMN.KEY=VALUE  rows with this value at a key of a column that holds JSON
--   TABLE.*             any row                      TABLE.any      as well, but touched by changes in bulk alone
CREATE OR REPLACE FUNCTION kept_key(text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT hashtextextended($1, 0) $$;
--------
CREATE OR REPLACE FUNCTION kept_keys(text[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT kept_key(text)), '{}') FROM unnest($1) AS text
$$;
--------
-- After each statement that changed a watched table: what its rows were and are, column by column. Of more than 1,000
-- rows it is only said that the table changed. The argument names columns that no page shows. Values longer than 200 bytes find no page by themselves (recording.py).
-- Where a kept page shows any of it, a job is put into the queue, once in a transaction. Plans are made once and not for
-- the values of each change, for to plan took longer than to run; they know nothing of these values, and must not think
-- that a page with one of the keys is soon met among all pages.
CREATE OR REPLACE FUNCTION kept_note() RETURNS trigger
LANGUAGE plpgsql SET timezone TO 'UTC' SET datestyle TO 'ISO'
    SET plan_cache_mode TO 'force_generic_plan' SET enable_seqscan TO off AS $$
DECLARE
    most CONSTANT int := 1000;
    unshown text[] := string_to_array(TG_ARGV[0], ',');
    number int;
    lines jsonb[];
    found bigint[];
    has_inner boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT count(*), array_agg(to_jsonb(f) - unshown) INTO number, lines FROM (SELECT * FROM fresh LIMIT most + 1) AS f;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT count(*), array_agg(to_jsonb(w) - unshown) INTO number, lines FROM (SELECT * FROM was LIMIT most + 1) AS w;
    ELSE
        SELECT count(*) INTO number FROM (SELECT FROM was LIMIT most + 1) AS few;
        IF number = 1 THEN
            SELECT ARRAY[w.line, f.line] INTO lines
              FROM (SELECT to_jsonb(w) - unshown AS line FROM was w) AS w, (SELECT to_jsonb(f) - unshown AS line FROM fresh f) AS f
             WHERE w.line <> f.line;
        ELSIF number <= most THEN
            SELECT array_agg(line) INTO lines FROM (
                (SELECT to_jsonb(w) - unshown AS line FROM was w EXCEPT SELECT to_jsonb(f) - unshown FROM fresh f) UNION ALL
                (SELECT to_jsonb(f) - unshown FROM fresh f EXCEPT SELECT to_jsonb(w) - unshown FROM was w)) AS differing;
        END IF;
    END IF;
    IF number > most THEN
        found := ARRAY[kept_key(TG_TABLE_NAME || '.any')];
    ELSIF lines IS NULL THEN
        RETURN NULL;  -- nothing changed
    ELSE
        SELECT kept_key(TG_TABLE_NAME || '.*') || array_agg(kept_key(TG_TABLE_NAME || '.' || cell.key || '!'))
               || array_agg(kept_key(TG_TABLE_NAME || '.' || cell.key || '=' || cell.value))
                  FILTER (WHERE octet_length(cell.value) <= 200), bool_or(starts_with(cell.value, '{'))
          INTO found, has_inner
          FROM unnest(lines) AS line, jsonb_each_text(line) AS cell WHERE cell.value IS NOT NULL;
        IF has_inner THEN
            found := found || ARRAY(
                SELECT kept_key(TG_TABLE_NAME || '.' || cell.key || '.' || inner_cell.key || '=' || inner_cell.value)
                  FROM unnest(lines) AS line, jsonb_each(line) AS cell, LATERAL (
                       SELECT * FROM jsonb_each_text(CASE jsonb_typeof(cell.value) WHEN 'object' THEN cell.value END)
                       ) AS inner_cell
                 WHERE octet_length(inner_cell.value) <= 200);
        END IF;
        IF cardinality(lines) > 1 THEN
            found := ARRAY(SELECT DISTINCT key FROM unnest(found) AS key);
        END IF;
    END IF;
    INSERT INTO kept_change (txid, "table", keys) VALUES (pg_current_xact_id()::text::bigint, TG_TABLE_NAME, found);
    IF current_setting('kept.asked', true) IS DISTINCT FROM pg_current_xact_id()::text
       AND EXISTS (SELECT FROM kept_page WHERE keys && found) THEN
        PERFORM set_config('kept.asked', pg_current_xact_id()::text, true);
        PERFORM procrastinate_defer_jobs_v1(ARRAY[ROW('default', 'factcheck.kept.tasks.refresh', 0, 'kept', NULL, '{}',
                                                      NULL)::procrastinate_job_to_defer_v1]);
    END IF;
    RETURN NULL;
END $$;
