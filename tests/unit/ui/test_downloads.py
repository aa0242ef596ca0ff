"""A list beside no picture is a file too."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.briefing import csv_bytes
from dashboard.ui.downloads import listing
from dashboard.ui.reader import Reader


def test_a_list_keeps_heads_numbers_and_gaps_and_names_its_snapshot(reader: Reader) -> None:
    frame = pd.DataFrame({"name": ["ปากพนัง", "=1+1"], "values": [23, None], "left_out": [1, 2]})
    heads = {"name": st.column_config.TextColumn("พื้นที่", width="large"), "values": "จำนวน"}

    lines = csv_bytes(listing(reader, frame, heads)).decode("utf-8-sig").splitlines()

    assert lines == [
        "พื้นที่,จำนวน,Snapshot",
        f"ปากพนัง,23,{reader.store.id}",
        f"'=1+1,,{reader.store.id}",
    ]
