"""What docs/security.md says is so: its variables, and where it is found."""

from pathlib import Path

from geo import seal

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_variable_is_told_with_its_value():
    for name, value in {**seal.REPORTS, **seal.REQUESTS}.items():
        assert f"`{name}={value}`" in PAGE


def test_readers_of_the_readme_find_it():
    assert "docs/security.md" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "docs/security.md#how-to-report-a-fault" in (ROOT / "SECURITY.md").read_text()
