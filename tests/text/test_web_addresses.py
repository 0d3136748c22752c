"""Web addresses: public hosts, and addresses of the same page."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.text.web_addresses import is_public_ip, is_same_page


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"]
)
def test_public(address: str) -> None:
    assert is_public_ip(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.0.1", "172.16.0.1", "192.168.0.1"),
        *("192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::7f00:1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1"),
        *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "64:ff9b:1::1"),
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public_ip(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_ipv6_address_that_carries_an_ipv4_address_is_as_public_as_that(ip: ipaddress.IPv4Address) -> None:
    for carrier in (f"::ffff:{ip}", f"64:ff9b::{ip}"):
        assert is_public_ip(ipaddress.IPv6Address(carrier)) == is_public_ip(ip)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.org/a/", "http://example.org/a#b", True),
        ("https://example.org/a?b=1", "https://example.org/a?b=2", False),
        ("https://example.org/a", "https://example.org:8443/a", False),
        ("https://EXAMPLE.org/a", "https://example.org/a", True),
    ],
)
def test_two_addresses_of_one_page(one: str, other: str, same: bool) -> None:
    assert is_same_page(one, other) is same
