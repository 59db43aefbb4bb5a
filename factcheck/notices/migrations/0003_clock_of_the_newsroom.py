from django.db import migrations, models

import factcheck.notices.models.mail


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_mail")]

    operations = [
        migrations.AlterField(
            model_name="mailsettings",
            name="zone",
            field=models.CharField(default=factcheck.notices.models.mail.newsroom_zone, max_length=60),
        ),
    ]
