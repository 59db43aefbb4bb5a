"""Models of the subscriptions app."""

from factcheck.subscriptions.models.asking import Asking
from factcheck.subscriptions.models.fanned import ToldHappening
from factcheck.subscriptions.models.subscription import Subscription, Topic

__all__ = ["Asking", "Subscription", "ToldHappening", "Topic"]
