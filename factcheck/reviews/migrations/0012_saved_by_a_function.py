"""Writing an assessment, and finding the claim to go on with, by a function of the database, which plans its statements
once for each connection. To plan the one statement that wrote before took a quarter of its time, and it set off the
triggers of every table that it named, though nothing was changed there. What is read before also finds the votes that
are named as evidence: each question that is not asked saves a way to the database and back."""

from django.db import migrations

NEXT = """
    CREATE FUNCTION reviews_next(person bigint, after bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE AS $$
    DECLARE
        text_of bigint;
        from_here integer;
        found bigint;
    BEGIN
        SELECT m.version_id, m.start INTO text_of, from_here
          FROM reviews_review r JOIN claims_mention m ON m.id = r.mention_id WHERE r.id = after;
        SELECT a.review_id INTO found
          FROM reviews_assignment a JOIN reviews_review r ON r.id = a.review_id
          LEFT JOIN claims_mention m ON m.id = r.mention_id AND m.version_id = text_of AND m.start >= from_here
         WHERE a.reviewer_id = person AND a.standing = 'open' AND r.status <> 'gone' AND r.id <> after
         ORDER BY m.start, m.ordinal, a.due_on, a.id
         LIMIT 1;
        RETURN found;
    END $$
"""
SAVE = """
    CREATE FUNCTION reviews_save(
        wanted bigint, review bigint, settled varchar, finding bigint, accuracy smallint, framing varchar,
        rationale text, was_open boolean, at timestamptz, answers jsonb, evidence jsonb)
    RETURNS TABLE (
        id bigint, revision integer, submitted_at timestamptz, verdict_was_open boolean, following bigint)
    LANGUAGE plpgsql AS $$
    #variable_conflict use_column
    DECLARE
        kept reviews_assessment;
    BEGIN
        SELECT a.* INTO kept FROM reviews_assessment a WHERE a.assignment_id = wanted;
        IF FOUND THEN
            UPDATE reviews_assessment a
               SET finding_id = $4, accuracy = $5, framing = $6, rationale = $7, revision = a.revision + 1, changed_at = $9
             WHERE a.id = kept.id RETURNING a.* INTO kept;
            DELETE FROM reviews_flaganswer f WHERE f.assessment_id = kept.id;
            DELETE FROM reviews_evidenceitem e WHERE e.assessment_id = kept.id;
        ELSE
            INSERT INTO reviews_assessment AS a (assignment_id, finding_id, accuracy, framing, rationale, verdict_was_open,
                   revision, submitted_at, changed_at)
            VALUES ($1, $4, $5, $6, $7, $8, 1, $9, $9) RETURNING a.* INTO kept;
        END IF;
        UPDATE reviews_assignment a SET standing = 'done', ended_at = $9 WHERE a.id = wanted AND a.standing = 'open';
        IF answers <> '[]' THEN
            INSERT INTO reviews_flaganswer (assessment_id, flag_id, answer, reason)
            SELECT kept.id, given.flag, given.answer, given.reason
              FROM jsonb_to_recordset(answers) AS given (flag bigint, answer text, reason text);
        END IF;
        IF evidence <> '[]' THEN
            INSERT INTO reviews_evidenceitem (assessment_id, side, motion_key, url, words, language, translation, speaker,
                   role, state_id, said_on, symbol, told, note, ordinal)
            SELECT kept.id, e.side, e.motion_key, e.url, e.words, e.language, e.translation, e.speaker,
                   e.role, e.state_id, e.said_on, e.symbol, e.told, e.note, e.ordinal
              FROM jsonb_to_recordset(evidence) AS e (side text, motion_key text, url text, words text, language text,
                   translation text, speaker text, role text, state_id bigint, said_on date, symbol text, told text,
                   note text, ordinal smallint)
             ORDER BY e.ordinal;
        END IF;
        IF settled <> 'open' THEN
            UPDATE reviews_review r SET status = settled WHERE r.id = $2 AND r.status <> settled;
        END IF;
        RETURN QUERY SELECT kept.id, kept.revision, kept.submitted_at, kept.verdict_was_open,
               reviews_next((SELECT a.reviewer_id FROM reviews_assignment a WHERE a.id = wanted), $2);
    END $$
"""
NAMED = """
    CREATE FUNCTION reviews_before_saving(wanted bigint, named text[]) RETURNS TABLE (
        status varchar, standing varchar, verdict_opened_at timestamptz, assessment bigint, revision integer,
        finding bigint, flags bigint[], accuracies smallint[], framings varchar[], keys varchar[], symbols varchar[])
    LANGUAGE plpgsql AS $$
    DECLARE
        keys varchar[] := '{}';
        symbols varchar[] := '{}';
    BEGIN
        IF named <> '{}' THEN
            SELECT array_agg(m.key), array_agg(m.symbol) INTO keys, symbols
              FROM record_motion m WHERE m.key = ANY (named) OR m.symbol = ANY (named);
        END IF;
        RETURN QUERY SELECT b.*, keys, symbols FROM reviews_before_saving(wanted) b;
    END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0011_statements'),
    ]

    operations = [
        migrations.RunSQL(NEXT, "DROP FUNCTION reviews_next(bigint, bigint)"),
        migrations.RunSQL(
            SAVE,
            "DROP FUNCTION reviews_save(bigint, bigint, varchar, bigint, smallint, varchar, text, boolean, timestamptz, "
            "jsonb, jsonb)",
        ),
        migrations.RunSQL(NAMED, "DROP FUNCTION reviews_before_saving(bigint, text[])"),
    ]
