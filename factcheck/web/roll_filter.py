"""The filter of a roll call, as it stands in an address: `?q=ind&state=USA&state=RUS&group=EU&option=no`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from factcheck.web import words
from factcheck.web.errors import BadParameters
from factcheck.web.shapes import Choice, Link, RollFilter
from factcheck.web.tally import ORDER

PARAMETERS = ("q", "state", "group", "option")
QUERY_LENGTH = 80
STATES_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What to show of a roll call; empty means everything. Codes are upper case, `query` is as it was typed."""

    query: str = ""
    states: tuple[str, ...] = ()
    group: str = ""
    options: tuple[str, ...] = ()

    def encoded(self) -> str:
        pairs = [("q", self.query)] if self.query else []
        pairs += [("state", code) for code in self.states]
        pairs += [("group", self.group)] if self.group else []
        pairs += [("option", option) for option in self.options]
        return urlencode(pairs)


def asked(parameters: QueryDict, *, states: Mapping[str, str], groups: Mapping[str, str]) -> Asked:
    """What the address asks for. `states` and `groups` are the codes that exist, with their names.

    Raises BadParameters for a state, a group or an option that is not in the record, and for a search that is too long.
    """
    query = " ".join(parameters.get("q", "").split())
    if len(query) > QUERY_LENGTH:
        raise BadParameters(_("Search for a state with at most %(most)s characters.") % {"most": QUERY_LENGTH})
    codes = tuple(dict.fromkeys(code.upper() for code in parameters.getlist("state") if code))
    if len(codes) > STATES_AT_MOST:
        raise BadParameters(_("Ask for at most %(most)s states.") % {"most": STATES_AT_MOST})
    for code in codes:
        if code not in states:
            raise BadParameters(_("The record has no state with the code “%(code)s”.") % {"code": code[:20]})
    group = parameters.get("group", "").upper()
    if group and group not in groups:
        raise BadParameters(_("The record has no group with the code “%(code)s”.") % {"code": group[:20]})
    options = tuple(dict.fromkeys(option for option in parameters.getlist("option") if option))
    for option in options:
        if option not in ORDER:
            said = _("“%(option)s” is no way of voting. They are yes, no, abstain and absent.")
            raise BadParameters(said % {"option": option[:20]})
    return Asked(query, codes, group, options)


def shown(wanted: Asked, action: str, *, states: Mapping[str, str], groups: Mapping[str, str]) -> RollFilter:
    """The filter as the form shows it; each state named leads to the page without it."""
    links = []
    for code in wanted.states:
        rest = replace(wanted, states=tuple(other for other in wanted.states if other != code)).encoded()
        links.append(Link(states[code], f"{action}{'?' if rest else ''}{rest}#roll-call"))
    choices = [Choice("", _("All states"), not wanted.group)]
    choices += [Choice(code, name, code == wanted.group) for code, name in groups.items()]
    return RollFilter(
        action=action,
        query=wanted.query,
        states=tuple(links),
        state_codes=wanted.states,
        groups=tuple(choices) if groups else (),
        options=tuple(Choice(code, words.OPTIONS[code].word, code in wanted.options) for code in ORDER),
    )
