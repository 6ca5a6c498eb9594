"""The text of an article as another program finds it, where that is installed."""

import pytest

from made_files import ARTICLE
from skywitness.cli.lazy import optional


def test_the_article_and_not_its_menus() -> None:
    module = optional("skywitness.cases.main_text", "trafilatura")
    if module is None:
        pytest.skip("trafilatura is not installed (extra text)")
    found = module.main_text(ARTICLE)
    assert "About 100 soldiers left the airliner" in found
    assert "Subscribe" not in found
    assert module.NAME.startswith("trafilatura ")
    assert module.main_text(b"") is None


def test_what_is_not_installed_is_none() -> None:
    assert optional("skywitness.cases.main_text", "no_such_package") is None
