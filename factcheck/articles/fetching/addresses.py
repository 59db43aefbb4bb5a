"""Which network addresses may be connected to: those of the public internet and no others.

The networks are those of the special-purpose registries of IANA (RFC 6890 and its updates) with the addresses at which
clouds hand out secrets. Python's `is_global` changed between patch releases, so the table stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

IPV4 = {
    IPv4Network(network): what
    for network, what in {
        "0.0.0.0/8": "an unspecified address",
        "10.0.0.0/8": "a private address",
        "100.64.0.0/10": "an address behind a carrier's translator",
        "127.0.0.0/8": "an address of this machine",
        "168.63.129.16/32": "a metadata address of a cloud",
        "169.254.169.254/32": "a metadata address of a cloud",
        "169.254.0.0/16": "a link-local address",
        "172.16.0.0/12": "a private address",
        "192.0.0.0/24": "a reserved address",
        "192.0.2.0/24": "an address for examples",
        "192.88.99.0/24": "a reserved address",
        "192.168.0.0/16": "a private address",
        "198.18.0.0/15": "an address for measurements",
        "198.51.100.0/24": "an address for examples",
        "203.0.113.0/24": "an address for examples",
        "224.0.0.0/4": "a multicast address",
        "240.0.0.0/4": "a reserved address",
    }.items()
}
IPV6 = {
    IPv6Network(network): what
    for network, what in {
        "::/128": "an unspecified address",
        "::1/128": "an address of this machine",
        "::ffff:0:0/96": "an IPv4 address in disguise",
        "::/96": "an IPv4 address in disguise",
        "64:ff9b:1::/48": "a private address",
        "2001::/32": "a tunnel to an IPv4 address (Teredo)",
        "2001::/23": "a reserved address",
        "2001:db8::/32": "an address for examples",
        "2002::/16": "a tunnel to an IPv4 address (6to4)",
        "3fff::/20": "an address for examples",
        "fd00:ec2::254/128": "a metadata address of a cloud",
        "fc00::/7": "a private address",
        "fe80::/10": "a link-local address",
        "fec0::/10": "a private address",
        "ff00::/8": "a multicast address",
    }.items()
}
GLOBAL = IPv6Network("2000::/3")
TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as networks without IPv4 write them (NAT64): as good as the address within."""
ISATAP = (0x00005EFE, 0x02005EFE)
"""The third quarter of an address with an IPv4 address in the fourth (RFC 5214)."""


def problem_with_address(address: Address) -> str | None:
    """What sort of address it is, where it is none of the public internet; None where it is.

    >>> problem_with_address(IPv4Address("10.0.0.1"))
    'a private address'
    >>> problem_with_address(IPv4Address("9.9.9.9")) is None
    True
    """
    if isinstance(address, IPv4Address):
        return next((what for network, what in IPV4.items() if address in network), None)
    if address.scope_id is not None:
        return "a link-local address"
    inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in TRANSLATED:
        return problem_with_address(inner)
    if what := next((what for network, what in IPV6.items() if address in network), None):
        return what
    if address not in GLOBAL:
        return "a reserved address"
    if int(address) >> 32 & 0xFFFFFFFF in ISATAP:
        return problem_with_address(inner)
    return None


@dataclass(frozen=True, slots=True)
class Policy:
    """Where connections may go. The default is the only one in the product; tests hand in one for their own server.

    `ports` of None allows every port."""

    problem_with: Callable[[Address], str | None] = problem_with_address
    ports: frozenset[int] | None = frozenset({80, 443})
