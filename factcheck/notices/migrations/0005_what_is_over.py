"""Who is erased is named nowhere: names stood in the texts of notices. In those there are, it is a colleague."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


NAMELESS = """
UPDATE notices_notice SET text = 'A colleague ' || substring(text from '(asks you to judge .*|names you in a comment .*)$')
WHERE kind IN ('assigned', 'asked') AND text ~ '(asks you to judge |names you in a comment )';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0004_what_came_of_it'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(NAMELESS, migrations.RunSQL.noop),
        migrations.AddField(
            model_name='notice',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices_made', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notice',
            name='is_over',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('is_over', False), ('read_at__isnull', False), _connector='OR'), name='notice_over_is_not_unread'),
        ),
    ]
