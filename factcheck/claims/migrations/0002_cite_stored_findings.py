"""Rows of the record that findings and flags stored so far rest on are cited."""

from django.db import migrations

SQL = """
CREATE TEMPORARY TABLE rests_on ON COMMIT DROP AS
SELECT checking_id AS checking, 'motion' AS kind, motion_key AS ref FROM claims_finding WHERE motion_key <> ''
UNION SELECT f.checking_id, e ->> 'type', e ->> 'ref' FROM claims_finding f, jsonb_array_elements(f.evidence) AS e
UNION SELECT f.checking_id, e ->> 'type', e ->> 'ref' FROM claims_flagraised f, jsonb_array_elements(f.evidence) AS e;

INSERT INTO record_citation ("table", "row", ref, cited_by)
SELECT DISTINCT ON (name, id) name, id, ref, 'checking ' || checking FROM (
    SELECT 'record_motion' AS name, m.id, r.ref, r.checking FROM rests_on r JOIN record_motion m ON m.key = r.ref
     WHERE r.kind = 'motion'
    UNION ALL SELECT 'record_motion', e.motion_id, e.key, r.checking
      FROM rests_on r JOIN record_voteevent e ON e.key = split_part(r.ref, '#', 1) WHERE r.kind IN ('vote', 'count')
    UNION ALL SELECT 'record_motion', m.id, m.key, r.checking
      FROM rests_on r JOIN record_motion m ON m.key = split_part(r.ref, '#', 1) WHERE r.kind = 'sponsorship'
    UNION ALL SELECT 'record_voteevent', e.id, e.key, r.checking
      FROM rests_on r JOIN record_voteevent e ON e.key = split_part(r.ref, '#', 1) WHERE r.kind IN ('vote', 'count')
    UNION ALL SELECT 'record_vote', v.id, r.ref, r.checking
      FROM rests_on r JOIN record_voteevent e ON e.key = split_part(r.ref, '#', 1)
      JOIN record_organization o ON o.code = split_part(r.ref, '#', 2)
      JOIN record_vote v ON v.event_id = e.id AND v.organization_id = o.id WHERE r.kind = 'vote'
    UNION ALL SELECT 'record_sponsorship', s.id, r.ref, r.checking
      FROM rests_on r JOIN record_motion m ON m.key = split_part(r.ref, '#', 1)
      JOIN record_organization o ON o.code = split_part(r.ref, '#', 2)
      JOIN record_sponsorship s ON s.motion_id = m.id AND s.organization_id = o.id WHERE r.kind = 'sponsorship'
) AS cited ORDER BY name, id, checking
    ON CONFLICT DO NOTHING;
DROP TABLE rests_on;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial"), ("record", "0006_citation")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
