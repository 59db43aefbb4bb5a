"""What an assessment is saved over is read by review and person: to look up the place before was a way to the database
and back of its own. One function instead of two, one in the other."""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("factcheck.reviews.migrations.0007_before_saving")
LATER = import_module("factcheck.reviews.migrations.0012_saved_by_a_function")
FUNCTION = """
    CREATE FUNCTION reviews_before_saving(wanted bigint, person bigint, named text[]) RETURNS TABLE (
        assignment bigint, status varchar, standing varchar, verdict_opened_at timestamptz, assessment bigint,
        revision integer, finding bigint, flags bigint[], accuracies smallint[], framings varchar[], keys varchar[],
        symbols varchar[])
    LANGUAGE plpgsql AS $$
    #variable_conflict use_column
    DECLARE
        found_keys varchar[] := '{}';
        found_symbols varchar[] := '{}';
    BEGIN
        -- The row of the review is locked by a statement of its own: what is read behind it is what the last one who
        -- held the lock left.
        PERFORM 1 FROM reviews_review r WHERE r.id = wanted FOR UPDATE;
        IF named <> '{}' THEN
            SELECT array_agg(m.key), array_agg(m.symbol) INTO found_keys, found_symbols
              FROM record_motion m WHERE m.key = ANY (named) OR m.symbol = ANY (named);
        END IF;
        RETURN QUERY
        SELECT a.id, r.status, a.standing, a.verdict_opened_at, coalesce(s.id, 0), coalesce(s.revision, 0),
               (SELECT f.id FROM claims_finding f JOIN claims_checking c ON c.id = f.checking_id AND c.is_current
                 WHERE f.mention_id = r.mention_id ORDER BY f.created_at DESC, f.id DESC LIMIT 1),
               ARRAY(SELECT g.id FROM claims_flagraised g JOIN claims_checking c ON c.id = g.checking_id AND c.is_current
                       JOIN claims_flagraised_mentions m ON m.flagraised_id = g.id
                      WHERE m.mention_id = r.mention_id ORDER BY g.start, g.ordinal, g.id),
               ARRAY(SELECT o.accuracy FROM reviews_assessment o JOIN reviews_assignment b ON b.id = o.assignment_id
                      WHERE b.review_id = r.id AND b.id <> a.id AND b.standing = 'done' ORDER BY o.id),
               ARRAY(SELECT o.framing FROM reviews_assessment o JOIN reviews_assignment b ON b.id = o.assignment_id
                      WHERE b.review_id = r.id AND b.id <> a.id AND b.standing = 'done' ORDER BY o.id),
               found_keys, found_symbols
          FROM reviews_assignment a JOIN reviews_review r ON r.id = a.review_id
          LEFT JOIN reviews_assessment s ON s.assignment_id = a.id
         WHERE a.review_id = wanted AND a.reviewer_id = person;
    END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0012_saved_by_a_function'),
    ]

    operations = [
        migrations.RunSQL("DROP FUNCTION reviews_before_saving(bigint, text[])", LATER.NAMED),
        migrations.RunSQL("DROP FUNCTION reviews_before_saving(bigint)", EARLIER.FUNCTION),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION reviews_before_saving(bigint, bigint, text[])"),
    ]
