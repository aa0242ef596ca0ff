from __future__ import annotations

from dashboard.charts.plotly_hover import told


def test_what_all_points_say_is_in_the_template_and_only_the_rest_in_the_text() -> None:
    assert told("<b>A</b>", ["<br>6.80 %<br>computed", "<br>0.78 %<br>computed"]) == {
        "text": ["6.80", "0.78"],
        "hovertemplate": "<b>A</b><br>%{text} %<br>computed<extra></extra>",
    }


def test_points_that_say_the_same_have_no_text_of_their_own() -> None:
    assert told("<b>A</b>", ["<br>No data", "<br>No data"]) == {
        "hovertemplate": "<b>A</b><br>No data<extra></extra>"
    }
    assert told("", ["A"]) == {"hovertemplate": "A<extra></extra>"}
    assert told("<b>A</b>", ["", ""]) == {"hovertemplate": "<b>A</b><extra></extra>"}


def test_a_beginning_is_never_an_end_as_well() -> None:
    assert told("", ["aa", "a"]) == {"text": ["a", ""], "hovertemplate": "a%{text}<extra></extra>"}


def test_words_that_look_like_a_placeholder_stay_out_of_the_template() -> None:
    assert told("", ["%{x} 1", "%{x} 2"]) == {
        "text": ["%{x} 1", "%{x} 2"],
        "hovertemplate": "%{text}<extra></extra>",
    }
