"""Where a request comes from, as coarse as it takes to slow floods."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """The IPv4 address or the IPv6 network (/64) that a request comes from: before the proxies of our own, which
    PROXIES counts. Not to be stored."""
    given = str(request.META.get("REMOTE_ADDR", ""))
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.NINJA_NUM_PROXIES and passed:
        given = passed[-min(settings.NINJA_NUM_PROXIES, len(passed))]
    try:
        address = ip_address(given)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)
