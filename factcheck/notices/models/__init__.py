"""Models of the notices app."""

from factcheck.notices.models.mail import MailSettings, Way
from factcheck.notices.models.notice import Kind, Notice

__all__ = ["Kind", "MailSettings", "Notice", "Way"]
