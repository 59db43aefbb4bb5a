"""WSGI entry point: kept pages first, then the application."""

import os

from django.core.wsgi import get_wsgi_application

from factcheck.operations.sending import Sending
from factcheck.operations.web_server import THREADS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
application = Sending(get_wsgi_application(), at_once=THREADS - 1)

from django.conf import settings  # noqa: E402

if settings.PUBLIC_ADDRESS and not settings.DEBUG:
    from factcheck.kept import following
    from factcheck.kept.serving import Serving

    application = Serving(application, following.folder(), settings.ALLOWED_HOSTS)  # type: ignore[assignment]
    following.start()
