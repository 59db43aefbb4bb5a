from django.db import migrations


def sketch_stored_texts(apps, schema_editor):
    """Texts that were stored before get their sketches, so that later copies of them are found. Those that are the same
    among them are not linked: people have seen them side by side."""
    from factcheck.articles.sameness import bands_of, runs_of

    version_model, sketch_model = apps.get_model("articles", "ArticleVersion"), apps.get_model("articles", "TextSketch")
    for version in version_model.objects.only("text").order_by("pk").iterator(chunk_size=100):
        sketch_model.objects.create(version=version, bands=bands_of(runs_of(version.text)))


class Migration(migrations.Migration):
    """By itself: PostgreSQL makes no index on a table to which the same transaction has added rows with references."""

    dependencies = [("articles", "0004_copies")]

    operations = [migrations.RunPython(sketch_stored_texts, migrations.RunPython.noop)]
