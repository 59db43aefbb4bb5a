"""Texts of motions imported word by word, beside the paragraphs of fact files; the database keeps their versions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0006_citation'),
    ]

    operations = [
        migrations.CreateModel(
            name='Text',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.CharField(blank=True, db_index=True, help_text='SHA-256 of the document; empty where it holds several.', max_length=64)),
                ('words', models.CharField(help_text='SHA-256 of the paragraphs.', max_length=64)),
            ],
            options={
                'ordering': ['motion'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='paragraph',
            name='paragraph_section_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='paragraph',
            name='paragraph_has_its_own_position',
        ),
        migrations.AlterField(
            model_name='paragraph',
            name='section',
            field=models.CharField(choices=[('preamble', 'Preamble'), ('operative', 'Operative part'), ('heading', 'Heading')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='paragraph',
            constraint=models.CheckConstraint(condition=models.Q(('section__in', ['preamble', 'operative', 'heading'])), name='paragraph_section_is_known'),
        ),
        migrations.AddConstraint(
            model_name='paragraph',
            constraint=models.UniqueConstraint(fields=('motion', 'source', 'position'), name='paragraph_has_its_own_position'),
        ),
        migrations.AddField(
            model_name='text',
            name='motion',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='text', to='record.motion'),
        ),
        migrations.AddField(
            model_name='text',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='record.source'),
        ),
        migrations.AddConstraint(
            model_name='text',
            constraint=models.CheckConstraint(condition=models.Q(('words__regex', '^[0-9a-f]{64}$')), name='text_words_is_sha256'),
        ),
        migrations.AddConstraint(
            model_name='text',
            constraint=models.CheckConstraint(condition=models.Q(('document', ''), ('document__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='text_document_is_sha256'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER text_kept AFTER UPDATE OR DELETE ON record_text "
            "FOR EACH ROW EXECUTE FUNCTION record_row_keeps_version()",
            "DROP TRIGGER text_kept ON record_text",
        ),
    ]
