"""Intakes are known again by any form of their address."""

from django.db import migrations, models


def key_stored_addresses(apps, schema_editor):
    """Intakes that were stored before get the key that their addresses are compared by."""
    from factcheck.articles.addresses import key_of

    model = apps.get_model("articles", "Intake")
    for intake in model.objects.exclude(url="").only("url").iterator(chunk_size=1000):
        model.objects.filter(pk=intake.pk).update(address_key=key_of(intake.url))


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_newest_published'),
    ]

    operations = [
        migrations.AddField(
            model_name='intake',
            name='address_key',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.RunPython(key_stored_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='intake',
            name='url',
            field=models.CharField(blank=True, max_length=2000),
        ),
    ]
