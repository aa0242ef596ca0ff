"""What a person most likely meant: beginnings first, then words, then whatever is most alike."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dashboard.catalog.likeness import closest

SPOKEN: Mapping[str, list[str]] = {
    "gpp_sector_arts_entertainment_and_recreation": ["gpp_sector_arts"],
    "gpp: arts": ["gpp_sector_arts"],
    "gpp_current": ["gpp_current"],
    "gpp, current prices": ["gpp_current"],
    "ผลิตภัณฑ์มวลรวมจังหวัด": ["gpp_current"],
    "gpp_cvm": ["gpp_cvm"],
    "pop_registered": ["pop_registered"],
    "Registered population": ["pop_registered"],
    "ประชากรตามทะเบียนราษฎร": ["pop_registered"],
    "sub_population": ["sub_population"],
    "tpmap_target_poor_rate": ["tpmap_target_poor_rate"],
    "poverty_rate": ["poverty_rate"],
    "poverty_rate_oldline": ["poverty_rate_oldline"],
}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # begins an id, the shorter id first
        ("gpp", ["gpp_cvm", "gpp_current", "gpp_sector_arts"]),
        ("GPP ", ["gpp_cvm", "gpp_current", "gpp_sector_arts"]),
        # a word that is nearly the same
        ("gdp", ["gpp_cvm", "gpp_current", "gpp_sector_arts"]),
        ("gppx", ["gpp_cvm", "gpp_current", "gpp_sector_arts"]),
        # every word typed begins a word of the name, in any order
        ("rate poor", ["tpmap_target_poor_rate"]),
        ("popul regis", ["pop_registered"]),
        ("population", ["sub_population", "pop_registered"]),
        # a blank is as good as a low line
        ("poverty rate", ["poverty_rate", "poverty_rate_oldline"]),
        # either language
        ("ประชากร", ["pop_registered"]),
        ("มวลรวม", ["gpp_current"]),
        ("tpmap_target_por_rate", ["tpmap_target_poor_rate"]),
    ],
)
def test_the_likeliest_come_first(text: str, first: list[str]) -> None:
    assert closest(text, SPOKEN, len(first)) == first


def test_there_are_no_more_than_asked_for_and_none_of_nothing() -> None:
    assert len(closest("", SPOKEN, 2)) == 2
    assert closest("gpp", {}, 5) == []
