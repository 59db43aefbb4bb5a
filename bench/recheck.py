"""How long it takes until every verdict is computed anew after an import: 1,000, 10,000 and 100,000 verdicts.

    .venv/bin/python bench/recheck.py [COUNT...]     # other sizes, from the smallest to the largest

Needs an empty database of its own: set FACTCHECK_HOME to a new folder. Each article is of 60 sentences, each of which
says how a state voted on a resolution of the article's own; the votes are made up and imported. The articles are
checked by the engine, each for itself, in as many processes as the machine has processors; reviews and verdicts on what
it found are then made in bulk, with the triggers switched off.

At each size an import changes what two states of every twentieth resolution voted, other states than at the size
before, and the job that rechecks runs in a process of its own. It is killed (SIGKILL) in the middle, and another one
takes it up. Printed are the seconds on the clock and of the processor of both together, those for a thousand verdicts,
and the most memory that one of them took; and whether each verdict was finished exactly once: one entry in its history,
"same" or "doubt".
"""

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from database import unaudited  # first: it sets Django up
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.articles.actions import articles
from factcheck.articles.models import ArticleVersion
from factcheck.claims import queries
from factcheck.claims.actions.checking import check_version
from factcheck.claims.checking_index import current_index
from factcheck.claims.models import Mention
from factcheck.record import factfile
from factcheck.record.importing import import_files
from factcheck.record.loading import load
from factcheck.record.models import Membership, Organization
from factcheck.reviews.models import Review
from factcheck.verdicts import basis
from factcheck.verdicts.actions import rechecking
from factcheck.verdicts.models import Happening, RecheckRun, Verdict, VerdictVersion
from tests.factories import importing as files

SIZES = (1_000, 10_000, 100_000)
TO_AN_ARTICLE = 60
CHANGED = 20
"""Every so many-th resolution is changed by the import."""
OPTIONS = ("yes", "no", "abstain")
SAID = {"yes": "voted for", "no": "voted against", "abstain": "abstained on"}
WORK = "--work"


def states():
    """Code and name of the members that a sentence can name without doubt."""
    members = Membership.objects.filter(organization__code="GA", end_on=None).values("member")
    return sorted(Organization.objects.states().filter(pk__in=members).values_list("code", "name"))


def symbol(number):
    return f"A/RES/79/{number + 1_000}"


def roll(number, members, pair=None):
    """What each state votes; with a pair given, its two states, which voted differently, have exchanged their votes."""
    votes = {code: OPTIONS[(number + place) % 3] for place, (code, _) in enumerate(members)}
    if pair is not None:
        first, second = members[2 * pair][0], members[2 * pair + 1][0]
        votes[first], votes[second] = votes[second], votes[first]
    return votes


def import_votes(numbers, members, pair=None):
    lines = (
        line
        for number in numbers
        for line in files.library_rows(
            symbol(number), roll(number, members, pair), undl_id=str(number), meeting=f"A/79/PV.{number + 100}"
        )
    )
    with tempfile.TemporaryDirectory() as folder:
        import_files([files.write_csv(Path(folder) / "votes.csv", files.LIBRARY, lines)])


def text(number, members):
    votes = roll(number, members)
    named = members[:TO_AN_ARTICLE]
    return "\n".join(f"{name} {SAID[votes[code]]} resolution {symbol(number)}." for code, name in named)


def decide(version, people):
    """A published verdict on every claim of a text."""
    now = timezone.now()
    keys = Mention.objects.filter(version=version, claim__verdict=None).values_list("pk", flat=True)
    mentions = list({mention.claim_id: mention for mention in queries.with_findings(keys).values()}.values())
    reviews = Review.objects.bulk_create(Review(mention=m, status="agreed", free_places=0) for m in mentions)
    found = [basis.of_mention(mention) for mention in mentions]
    verdicts = Verdict.objects.bulk_create(
        Verdict(claim=m.claim, slug=f"made-up-{m.pk}", status="published", published_at=now, stands_on=stands_on)
        for m, stands_on in zip(mentions, found, strict=True)
    )
    VerdictVersion.objects.bulk_create(
        VerdictVersion(
            verdict=verdict, number=1, review=review, mention=mention, finding_id=mention.finding.pk,
            claim_text=mention.exact[:74], accuracy=5, summary="As the roll call has it.", basis=stands_on,
            decided_by=people[0], approved_by=people[1], approved_at=now, published_at=now,
        )
        for verdict, review, mention, stands_on in zip(verdicts, reviews, mentions, found, strict=True)
    )  # fmt: skip


def make(number, members, people):
    article = articles.add(text=text(number, members), title="", slug=f"made-up-{number}", by="system")
    version = article.versions.get()
    check_version(version=version, by="system", index=current_index())
    decide(version, people)


def grow(have, want, members, people):
    """Articles with verdicts until there are so many; how many there are. The processes share the prepared record."""
    first, last = have // TO_AN_ARTICLE, -(-want // TO_AN_ARTICLE)
    import_votes(range(first, last), members)
    current_index()
    with unaudited():
        connections.close_all()
        with multiprocessing.get_context("fork").Pool() as pool:
            pool.starmap(make, ((number, members, people) for number in range(first, last)), chunksize=1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return Verdict.objects.count()


def work():
    """The job, in a process of its own."""
    rechecking.recheck_everything()


def start():
    return subprocess.Popen([sys.executable, __file__, WORK])


def rechecked():
    """Runs the job, kills it in the middle, and lets another one finish it: seconds on the clock, seconds of the
    processor, and megabytes."""
    begin = time.perf_counter()
    texts = ArticleVersion.objects.count()
    process = start()
    while process.poll() is None and _done() < texts // 2:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    _, _, first = os.wait4(process.pid, 0)
    left = RecheckRun.objects.filter(ended_at__isnull=True).count()
    process = start()
    _, status, second = os.wait4(process.pid, 0)
    if status or not left:
        sys.exit("The job was not killed in the middle." if not status else "The job failed.")
    seconds = time.perf_counter() - begin
    computed = sum(usage.ru_utime + usage.ru_stime for usage in (first, second))
    return seconds, computed, max(first.ru_maxrss, second.ru_maxrss) / 1024


def _done():
    """Texts that the run that is going on has behind it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM claims_checking WHERE is_current AND snapshot = "
            "(SELECT snapshot FROM verdicts_recheckrun WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1)"
        )
        return cursor.fetchone()[0]


def main(sizes):
    call_command("migrate", verbosity=0)
    load(factfile.read())
    if Verdict.objects.exists():
        sys.exit("The database holds verdicts already: set FACTCHECK_HOME to a new folder.")
    people = [User.objects.create_user(f"bench{n}@example.org", None, name=f"Bench {n}", role="editor") for n in (1, 2)]
    members, have = states(), 0
    for size in sizes:
        begin = time.perf_counter()
        have = grow(have, size, members, people)
        print(f"{have:,} verdicts in {ArticleVersion.objects.count():,} articles "
              f"(made in {time.perf_counter() - begin:.0f} s)", flush=True)  # fmt: skip
        changed = range(0, -(-size // TO_AN_ARTICLE), CHANGED)
        import_votes(changed, members, pair=sizes.index(size))
        before = Happening.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        seconds, computed, megabytes = rechecked()
        print(f"  clock {seconds:.1f} s, processor of the job {computed:.1f} s: {1000 * seconds / have:.2f} s "
              f"and {1000 * computed / have:.2f} s for a thousand; {megabytes:.0f} MB", flush=True)  # fmt: skip
        said = Happening.objects.filter(pk__gt=before).values_list("verdict", "step")
        once = Counter(verdict for verdict, _ in said)
        steps = Counter(step for _, step in said)
        twice = sum(number > 1 for number in once.values())
        print(f"  finished: {len(once):,} of {have:,} verdicts, {twice} more than once; {dict(steps)}", flush=True)
        if len(once) != have or max(once.values()) > 1:
            sys.exit("Not every verdict was finished exactly once.")
        _settle()
    connections.close_all()


def _settle():
    """What was doubted stands on what there is now, so that the next size begins alike."""
    with unaudited():
        for verdict in Verdict.objects.exclude(doubts=[]).select_related("claim"):
            mention = verdict.versions.get().mention
            Verdict.objects.filter(pk=verdict.pk).update(
                status="published", doubts=[], stands_on=basis.of_mention(mention)
            )


if __name__ == "__main__":
    if WORK in sys.argv:
        work()
    else:
        main([int(argument) for argument in sys.argv[1:]] or SIZES)
