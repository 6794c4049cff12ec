from pathlib import Path

from evals.comparing import load_report
from evals.reporting.readme import render_table, replace_between_marks

ROOT = Path(__file__).resolve().parents[2]


def test_the_readme_shows_the_figures_of_the_accepted_baseline() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = render_table(load_report(ROOT / "evals" / "baselines" / "main.json"))
    assert readme == replace_between_marks(readme, table), "run python -m evals accept"
