from __future__ import annotations

import gzip

from dashboard.ui.gallery import Gallery


def test_a_picture_is_found_under_its_address() -> None:
    gallery = Gallery()

    address = gallery.hang("<svg>ปากพนัง</svg>")

    folder, name = address.split("/")
    assert folder == "picture"
    assert gzip.decompress(gallery.find(name) or b"").decode() == "<svg>ปากพนัง</svg>"


def test_the_same_picture_has_the_same_address() -> None:
    gallery = Gallery()

    assert gallery.hang("<svg/>") == gallery.hang("<svg/>")
    assert gallery.hang("<svg/>") != gallery.hang("<svg></svg>")


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    gallery = Gallery(most=2)
    first, second = gallery.hang("<svg>1</svg>"), gallery.hang("<svg>2</svg>")
    gallery.hang("<svg>1</svg>")
    gallery.hang("<svg>3</svg>")

    assert gallery.find(first.split("/")[1]) is not None
    assert gallery.find(second.split("/")[1]) is None
    assert gallery.find("nothing.svg") is None
