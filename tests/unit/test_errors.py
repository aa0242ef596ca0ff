from __future__ import annotations

from dashboard.errors import CatalogError, HppError, InputError, NotPublished


def test_an_error_tells_a_fact_then_a_hint_in_both_languages() -> None:
    error = InputError("serve.port", host="127.0.0.1", port=8501)

    assert error.message("en") == (
        "The server cannot listen on 127.0.0.1, port 8501\n"
        "Another program may hold this port; choose another one with --port"
    )
    assert error.message("th").startswith("เปิดเซิร์ฟเวอร์ที่ 127.0.0.1 พอร์ต 8501 ไม่ได้\n")
    assert str(error) == error.message("en")


def test_exit_codes_tell_wrong_input_from_our_fault() -> None:
    assert HppError.exit_code == 1
    assert InputError.exit_code == CatalogError.exit_code == NotPublished.exit_code == 2


def test_a_fact_may_be_called_lang() -> None:
    error = CatalogError(
        "catalog.missing_translation", file="domains.toml", entry="economy", field="name", lang="en"
    )

    assert error.fact("en") == "domains.toml: entry economy, name has no text in en"
