from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "factcheck.web"
    label = "web"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from factcheck.web.middleware import seen_at_login

        user_logged_in.connect(seen_at_login, dispatch_uid="web.seen_at_login")
