"""Articles taken in, in the background."""

from __future__ import annotations

from procrastinate.contrib.django import app

from factcheck.articles.actions import intakes
from factcheck.articles.models import Intake


@app.task(queue="articles")
def fetch_intake(intake: int) -> None:
    if (row := Intake.objects.filter(pk=intake).first()) is not None:
        intakes.run_fetch(intake=row, by="system")


@app.task(queue="articles")
def read_intake(intake: int) -> None:
    if (row := Intake.objects.filter(pk=intake).first()) is not None:
        intakes.run_reading(intake=row, by="system")
