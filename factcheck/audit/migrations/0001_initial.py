"""The history and its chain. Functions and triggers are installed behind the migrations: factcheck/audit/installing.py.

`audit_pending` holds a row for the time of a commit only: its trigger is what makes the chain. Nothing of it has to
outlive a crash.
"""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('txid', models.BigIntegerField()),
                ('person', models.BigIntegerField(null=True)),
                ('who', models.TextField()),
                ('why', models.TextField()),
                ('table', models.TextField(db_collation='C')),
                ('row', models.TextField(db_collation='C')),
                ('action', models.TextField(choices=[('insert', 'Added'), ('update', 'Changed'), ('delete', 'Removed'), ('baseline', 'Was there before the history began'), ('columns', 'The table has other columns')])),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['table', 'row', 'id'], name='audit_event_of_a_row'), models.Index(fields=['person', 'id'], name='audit_event_of_a_person'), models.Index(fields=['txid', 'id'], name='audit_event_of_a_transaction'), models.Index(fields=['at'], name='audit_event_by_time')],
                'constraints': [models.CheckConstraint(condition=models.Q(('action__in', ['insert', 'update', 'delete', 'baseline', 'columns'])), name='audit_event_action_is_known'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('person', None)), models.Q(('who', ''), _negated=True)), models.Q(('person__gte', 0), ('who', '')), _connector='OR'), name='audit_event_has_one_who')],
            },
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('hash', models.CharField(max_length=64)),
                ('computed_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['-day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hash__regex', '^[0-9a-f]{64}$')), name='audit_head_hash_is_sha256')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('event', models.BigIntegerField(unique=True)),
                ('at', models.DateTimeField()),
                ('previous', models.BinaryField(unique=True)),
                ('hash', models.BinaryField()),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='audit_link_counts_from_one')],
            },
        ),
        migrations.RunSQL(
            "CREATE UNLOGGED TABLE audit_pending (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, first bigint NOT NULL)",
            "DROP TABLE audit_pending",
        ),
    ]
