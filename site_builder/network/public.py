"""Which internet addresses belong to the public: no others are asked.

A page on the web may send whoever follows it to a machine of the reader's own network. Whatever a
name stands for is looked at each time, just before that very address is connected to.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses of IPv4 in IPv6, as networks without IPv4 write them (RFC 6052)."""


def is_public(address: str) -> bool:
    """Whether an internet address, as numbers, can be reached by everybody."""
    found = _inner(ip_address(address.partition("%")[0]))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address of IPv4 that one of IPv6 stands for, if it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
