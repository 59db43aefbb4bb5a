"""The claim to go on with is looked for in the same text first, then among all that wait for the person: one question for
both read every open place of the person. What is asked for each saving is planned once for a connection: PostgreSQL
thought a plan for the very values better and made one each time, which took four times as long as the answer."""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("factcheck.reviews.migrations.0012_saved_by_a_function")
NEXT = """
    CREATE OR REPLACE FUNCTION reviews_next(person bigint, after bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
    DECLARE
        text_of bigint;
        from_here integer;
        found bigint;
    BEGIN
        SELECT m.version_id, m.start INTO text_of, from_here
          FROM reviews_review r JOIN claims_mention m ON m.id = r.mention_id WHERE r.id = after;
        SELECT a.review_id INTO found
          FROM claims_mention m JOIN reviews_review r ON r.mention_id = m.id
          JOIN reviews_assignment a ON a.review_id = r.id AND a.reviewer_id = person AND a.standing = 'open'
         WHERE m.version_id = text_of AND m.start >= from_here AND r.status <> 'gone' AND r.id <> after
         ORDER BY m.start, m.ordinal, a.due_on, a.id
         LIMIT 1;
        IF found IS NULL THEN
            SELECT a.review_id INTO found
              FROM reviews_assignment a JOIN reviews_review r ON r.id = a.review_id
             WHERE a.reviewer_id = person AND a.standing = 'open' AND r.status <> 'gone' AND r.id <> after
             ORDER BY a.due_on, a.id
             LIMIT 1;
        END IF;
        RETURN found;
    END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0013_before_saving_by_person'),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER FUNCTION reviews_before_saving(bigint, bigint, text[]) SET plan_cache_mode = force_generic_plan",
            "ALTER FUNCTION reviews_before_saving(bigint, bigint, text[]) RESET plan_cache_mode",
        ),
        migrations.RunSQL(NEXT, EARLIER.NEXT.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
    ]
