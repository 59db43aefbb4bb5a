"""Which addresses the fetcher connects to. The connect call is a stub: nothing here opens a connection."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.fetching import Fetcher, Refused, problem_with_address
from factcheck.articles.fetching.addresses import Address

REFUSED = {
    "0.0.0.0": "unspecified",  # noqa: S104 - an address to be refused
    "0.1.2.3": "unspecified",
    "10.0.0.1": "private",
    "10.255.255.255": "private",
    "100.64.0.1": "carrier",
    "100.100.100.200": "carrier",
    "127.0.0.1": "this machine",
    "127.255.1.1": "this machine",
    "168.63.129.16": "metadata",
    "169.254.169.254": "metadata",
    "169.254.1.1": "link-local",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.0.0.8": "reserved",
    "192.0.2.1": "examples",
    "192.88.99.1": "reserved",
    "192.168.1.1": "private",
    "198.18.0.1": "measurements",
    "198.51.100.7": "examples",
    "203.0.113.9": "examples",
    "224.0.0.1": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "::": "unspecified",
    "::1": "this machine",
    "::7f00:1": "disguise",
    "::ffff:127.0.0.1": "disguise",
    "::ffff:169.254.169.254": "disguise",
    "::ffff:9.9.9.9": "disguise",
    "64:ff9b::7f00:1": "this machine",
    "64:ff9b::a9fe:a9fe": "metadata",
    "64:ff9b:1::1": "private",
    "100::1": "reserved",
    "2001::1": "Teredo",
    "2001:0:4136:e378:8000:63bf:80ff:fffe": "Teredo",
    "2001:20::1": "reserved",
    "2001:db8::1": "examples",
    "2002:7f00:1::": "6to4",
    "2002:a00:1::1": "6to4",
    "3fff::1": "examples",
    "2606:4700::5efe:10.0.0.1": "private",
    "2606:4700::200:5efe:127.0.0.1": "this machine",
    "5f00::1": "reserved",
    "4000::1": "reserved",
    "fc00::1": "private",
    "fd00:ec2::254": "metadata",
    "fd12:3456::1": "private",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local",
    "2606:4700::1%eth0": "link-local",
    "fec0::1": "private",
    "ff02::1": "multicast",
}
ALLOWED = ["1.1.1.1", "9.9.9.9", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1"]
ALLOWED += ["192.0.1.1", "192.167.1.1", "223.255.255.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::909:909"]


class Connecting:
    """Stands in for the network: a name has these addresses, and no machine answers."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)
        self.looked_up: list[str] = []
        self.connected: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        return self.addresses

    def connect(self, address: Address, port: int, timeout: float) -> socket.socket:
        self.connected.append(str(address))
        raise ConnectionRefusedError

    def refusal_of(self, url: str) -> str:
        with pytest.raises(Refused) as caught:
            Fetcher(resolve=self.resolve, connect=self.connect).fetch(url)
        return str(caught.value)


@pytest.mark.parametrize(("number", "what"), REFUSED.items(), ids=REFUSED)
def test_name_that_leads_to_an_address_that_is_not_public_is_refused_before_connecting(number: str, what: str) -> None:
    network = Connecting(number)
    sentence = network.refusal_of("https://news.example.org/story")
    assert what in sentence
    assert "paste the text" in sentence
    assert network.connected == []


@pytest.mark.parametrize("number", ALLOWED)
def test_name_that_leads_to_a_public_address_is_connected_to_by_number(number: str) -> None:
    network = Connecting(number)
    assert "could not be reached" in network.refusal_of("https://news.example.org/story")
    assert network.connected == [str(ip_address(number))]


@pytest.mark.parametrize("hidden", ["10.0.0.1", "::1", "169.254.169.254"])
def test_name_with_one_address_that_is_not_public_is_refused_as_a_whole(hidden: str) -> None:
    network = Connecting("9.9.9.9", hidden)
    network.refusal_of("https://news.example.org/")
    assert network.connected == []


def test_name_is_looked_up_once_so_that_it_cannot_become_another_address() -> None:
    network = Connecting("9.9.9.9", "1.1.1.1")
    network.refusal_of("https://news.example.org/")
    assert network.looked_up == ["news.example.org"]
    assert network.connected == ["9.9.9.9", "1.1.1.1"]


@pytest.mark.parametrize("addresses", [[], ["no number"]])
def test_name_without_an_address_is_said_to_be_unknown(addresses: list[str]) -> None:
    assert "no website called" in Connecting(*addresses).refusal_of("https://news.example.org/")


NOT_CONNECTED = {
    "http://127.0.0.1/": "this machine",
    "http://[::1]/": "this machine",
    "http://[::ffff:7f00:1]/": "disguise",
    "http://169.254.169.254/latest/meta-data/": "metadata",
}


@pytest.mark.parametrize(("url", "what"), NOT_CONNECTED.items(), ids=NOT_CONNECTED)
def test_number_in_the_address_is_checked_as_a_name_is(url: str, what: str) -> None:
    network = Connecting(url.split("/")[2].strip("[]"))
    assert what in network.refusal_of(url)
    assert network.connected == []


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_that_python_calls_private_is_allowed(address: Address) -> None:
    if problem_with_address(address) is None:
        assert not (address.is_private or address.is_loopback or address.is_link_local or address.is_multicast)


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_that_python_calls_private_is_allowed(address: Address) -> None:
    if problem_with_address(address) is None:
        assert not (address.is_private or address.is_loopback or address.is_link_local or address.is_multicast)


@given(st.ip_addresses(v=4))
def test_ipv4_address_within_a_translated_one_is_judged_alike(address: Address) -> None:
    inside = ip_address(f"64:ff9b::{int(address) >> 16:x}:{int(address) & 0xFFFF:x}")
    assert problem_with_address(inside) == problem_with_address(address)


def test_tests_themselves_cannot_reach_another_machine() -> None:
    with socket.socket() as sock, pytest.raises(AssertionError, match=r"a test connects to 192\.0\.2\.1"):
        sock.connect(("192.0.2.1", 80))
